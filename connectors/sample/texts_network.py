"""What people write to Brackenlight about outages and slow lines, and what it answers. See language.py."""

TEXT = """
# outage Engineering
H I've asked our engineers what's going on at {d} and I'll be back when I <have something|know more|have a straight
  answer>.
H I don't have a time for {d} yet, and I'd rather not guess. I've <chased|asked> the network team.
H Our engineers know about it. As soon as they tell us more we'll tell you.
H Still waiting to hear from the network team about {d}. Not what you want to read, I know.
@ broadband
Q Internet's been down in {d} since {since}. <Is it just us?|Anyone looking at it?|What's happening?>
Q No broadband on {st}, {d}, since {since}. Whole <street|road|row> by the look of it.
Q Is there <a fault|an outage|a problem> in {d}? Router's {light} and <nothing works|no signal|no connection at all>.
Q Anyone else in {d} <lost their internet|without internet|off>? Been like this since {since}.
Q Broadband gone again in {d}. That's the {nth} time this month.
Q {nth} outage this week, any news?
Qs Your status page says everything's fine in {pc}. It isn't. Nobody on {st} can get online.
Q I work from home and I've had no connection since {since}. <My phone data's gone|I'm sat in a garden centre café
  using theirs|My manager thinks I'm making it up>.
Q Off since {since}, router {light}, restarted it {n} times. {d}.
Q We lost the internet halfway through <the match|my daughter's mock exam|a job interview|my mum's 80th on video| a
  works call with forty people on it>.
Qc My mum in {d} is 84, no phone, no internet, and her <alarm pendant|careline> runs through your router. Please look
  at this.
Qs You've got half of {d} offline and not a word <from you|on here|since {since}>.
Q Just me or is the fibre down round {st}?
Qs How can broadband be off for {hrs} in {d} with no update?
Q The whole office in {d} is tethered to one phone. Mine.
Q Internet off in {d}, and my son's just found out that I've no games without it either.
Q Has somebody cut through something on {road}? We lost the line in {d} at {since}.
Q I was told {day}, then today, now the map says nothing at all. {d}.
Q Broadband's been up and down like a yo-yo in {d} and now it's just down.
Q Can you tell me if {st} is on the list? No connection since {since}.
Q Card machine's down because the internet's down. I'm turning people away at the till. {d}.
Q Is the {d} fault fixed or not? Your text says yes, my router says {light}.
Q Kids home, raining sideways, wifi off. Pray for me. And tell me when it's back in {d}.
Q So {d} is off again. <Hamster died?|Somebody trip over the plug?|Did the coin meter run out?>
Q Lost connection at {since}, came back for ten minutes, gone again. {st}, {d}.
Q {hrs} without internet in {d}. I've now read every cereal packet in the house.
Q Got a <text|message> saying service in {pc} would be back by lunchtime. Which lunchtime?
Q There's <a van|two of your vans> on {road} with the lid off the cabinet and everybody round here has lost broadband.
  Related?
Q Whole of {st} is off, had to ask next door but three, they're the same.
Q I run a <small nursery|vet's|B&B|physio clinic> in {d} and we've had no line since {since}. Phones go through it as
  well.
Qs What's the point of a status page that never shows a fault? {d} has been down since {since}.
D I've <turned it off and on|rebooted it|restarted the router> {n} times.
D Light's {light}.
D And before you ask, yes, I've restarted it.
D Tried another cable, no different.
D The telly won't even load the guide.
D I've a deadline at five.
D My daughter's revising off her phone.
D Paid the bill on the day, as always.
D The doorbell camera went at the same moment.
D It was fine till the rain started.
D The lad on the phone said "24 to 72 hours".
D Someone from your lot was up the pole on {day}.
D Neighbours both sides are the same.
D Phone line's dead <too|as well>.
D The recorded message says you're aware, and that's all it says.
D Your checker tells me to run the test online. With what?
D I've been on hold for {mins}.
D We had this on {day} as well.
D Nothing on your app about it.
D Two of us trying to work here.
D I'm on my phone, one bar, by the window.
K Any idea when it'll be back?
K When will it be fixed?
K How long <are we talking|this time>?
K Can somebody give us a time?
K What's <actually wrong|the hold-up>?
K Is anyone <out there working on it|even looking at it>?
K An update would be nice.
A< We know about a fault in {d} and it's with our engineers. No time yet, sorry<; we'll post it here when we have it|,
  but I'll come back to you>.
A< There's a fault affecting {d}, mainly round {st}. Engineers are on site and hope to have it back by {eta}.
A< It isn't just you: {cause} has taken out a good part of {d}. We're aiming for {eta}.
A< I can see {d} is off from here. Leave the router switched on and it'll pick up by itself once the fault's cleared.
A< Thanks for flagging {st}. It wasn't on our map, so I've passed it to the network team as part of the {d} fault.
As< You're right, and sorry about the silence. {cause}, is what we've been told. Repair is expected by {eta}.
A< There's a crew at the {d} cabinet now. It's {cause}, so it won't be quick, but they won't leave it.
A> The fault in {d} turned out to be {cause}. It was repaired on {fixed}. <If you're still off, give|If yours isn't,
  give> the router a full minute without power and tell me how it looks.
A> Our engineers have now told us it was {cause}. Everything in {d} should be back. Is yours?
A> I wish I'd had this for you sooner: it was {cause}, and it needed a part we didn't have in the depot. Back since
  {fixed}.
A> I've only just had the reason from our network team: {cause}. Your line shows as connected since {fixed}.
A> Your line's been up since {fixed} as far as I can see. Is it holding?
A> You were without it far too long, and without a word from us. The cause was {cause}; it was put right on {fixed}.
A> Service on {st} came back on {fixed}. It was {cause}. That doesn't make up for not telling you at the time.
A> It was {cause}. It's fixed since {fixed}, and I've asked why nobody told you while it was going on.
A> The short version: {cause}, a crew on the wrong job, and then the repair on {fixed}. Is it steady now?
A> Our network team closed it on {fixed}: {cause}. If your router doesn't agree, tell me.
A> I asked twice before I had this: {cause}. They had you back on {fixed}.
A> The {d} cabinet was repaired on {fixed}. The engineers say {cause}.
A> Finally heard from the engineers: {cause}. They've left {d} on a temporary fix and are coming back to finish it on
  {next}.
F Back for an hour and it's gone again. Now what? => That's useful to know, it shouldn't. I've reopened the fault.
  Please leave everything plugged in, they can see more that way.
F Will we get anything off the bill? => You will if it was more than two full working days. It's worked out by itself
  and shows on your next bill but one.
F What does "network team" mean, is anyone actually here? => Fair question. Two people from our {d2} depot were on it,
  at the cabinet on {road}.
F Why does it always take you two days to say what's wrong? => Because the answer sits with our engineers and we get
  it when they've time to write it down. I've passed your point on, as it stands.
F It's on but it's crawling. Is that part of the same thing? => It can be slow while everyone reconnects. If it's
  still crawling <tomorrow|this evening>, tell me and I'll have the line tested.
Fc Mum's careline is still dead though, can you do that today? => Yes. I've marked the address as priority and rung
  the control room myself. If anything happens meanwhile, please use a mobile to call for help.
F Does the text service work? I never got one. => It does, but only for numbers on your account. In the app it's under
  Notices, then Texts.
F And next time? Do I just sit and wait again? => Next time check the map in the app first. If {d} isn't on it, tell
  us and we'll raise it.
@ power
Q Power cut in {d}, whole of {st} is dark. <Is this you?|Any news?|Since {since}.>
Q No electric since {since}. {d}. <Freezer's full|Baby's bottles to warm|Two kids and no kettle>.
Q Lights flickered {n} times and then <nothing|that was it>. {st}, {d}.
Q Anyone know why the power's off in {d}? Been <sat in the dark|by candlelight> since {since}.
Q Half of {st} has lights, our half hasn't. How does that work?
Qw There was a bang near the substation on {road} and everything went off.
Qe We're in the dark in {d}, {hrs} now. My husband's oxygen machine is on battery.
Q Power off AGAIN in {d}. {nth} one since {lastmon}.
Q Streetlights on, house off. {pc}. <Fuse box looks fine|Trip switch hasn't gone|Neighbour's the same>.
Qw The wind's taken something down by {road}. No power here since {since}.
Q Is it worth cooking tea or are we on crisps? Power's been off in {d} since {since}.
Q Electric came back for a minute then went with a pop. Telly won't come on now.
Q Your power cut line says "estimated restoration {since}". Still sat here in the dark.
Q Fish tank, freezer, electric gate that won't open. No power in {d} since {since} and I'm late for work.
Q Has {d} paid its bill? Because we're all in the dark.
Qe I manage a sheltered housing block off {road}. Lift's out, corridor lights are out, residents are frightened.
Q All of {st} went dark at once, you could hear the street go "oh".
Q Trying to bath a baby by phone torch in {d}. When's the power coming back?
Q Power off in {d} for {hrs}, no text, no call, no nothing.
Q Is it the whole of {pc} or just our side of {road}?
Q Dialysis at home tomorrow at seven, and no power on {st}. Who do I talk to?
Q The chippy on {road} has power, the doctor's hasn't. Priorities.
Q Why is it always {d}? Every bit of wind and we're off.
Q They said "back within the hour". That was {hrs} ago. {d}, still dark.
Q Our lights have gone dim and brown in {d}. Half a power cut, is that a thing?
Q Power cut, {d}, since {since}. Reporting it because your form needs wifi.
Qw There's a branch on the line at the back of {st}, and that's when we went off.
Q Freezer van for the {d} food bank is unplugged as of {since}. Please.
D Torch app's killing my phone.
D The alarm's been going next door for an hour.
D House is down to thirteen degrees.
D The map says "no faults in your area".
D Electric shower, electric hob, electric everything.
D I've a chest freezer of lamb.
D The traffic lights are out too.
D Dog's delighted, everyone in one room.
D My mother's stairlift has stopped halfway.
D The whole row's sat in cars charging phones.
D Gas is fine but the boiler won't light without electric.
D Priority register's meant to mean something, we're on it.
D Can see lights over in {d2}.
D Two elderly neighbours on their own.
D It's freezing.
D Checked the trip switch, all up.
D Nobody's rung back.
K When's it back on?
K How long will it be?
K Any update at all?
K Do I throw the freezer out or wait?
K Has anybody been sent?
A< Sorry, {d} is off because of {cause_power}. A crew's there and we expect it back by {eta}.
A< We have it: {cause_power}. It's about {homes} homes round {st}. Best guess is {eta}.
A< You're not alone, it's most of {d}. We're switching people back in stages, so some streets come before others.
Aw< Thank you for telling us about {st}. Please stay well away from anything that's down, even if it looks dead.
Ae< If anyone there depends on equipment, ring 0808 157 0105 now and say so; they'll put you first. For {d} as a
  whole, it's {cause_power}.
A< It's {cause_power}. Keep the freezer shut, it's good for a day. We hope to have you back by {eta}.
AB> The cut in {d} was caused by {cause_power}. Supply was restored on {fixed}. Is everything in the house working?
AB> I've now heard from our engineers: {cause_power}. They restored the last homes on {fixed}.
AB> This should have reached you at the time. It was {cause_power}, and {st} was among the last to be switched back.
AB> Our engineers found {cause_power}. What you have now is a temporary supply; they'll be back on {next} to finish.
A> It took the engineers until now to tell us: {cause_power}. You should have been back since {fixed}.
A> That was {cause_power}. <Power's been on again since {fixed}, I'm told. Is it?|All of {d} has been back since
  {fixed}.>
A> I've the reason at last, {cause_power}, and a name to ask next time. You were the last street but one.
A> We had the explanation only <this morning|today>: {cause_power}. I'm sorry you were left in the dark twice over.
F What about everything in the freezer? => If you were off for more than twelve hours you can claim. It's one page,
  under Power cuts on our website, and photos help.
FB Some houses came back and we didn't. Why? => Yours is on the other phase, and that's the one that was damaged. It's
  next.
F Is there a number that a person answers? => 0808 157 0105, day and night. It's busy at times, so let it ring.
FB My clock's flashing, so it's back. Anything I should check? => Just the boiler and anything on a timer. If lights
  look dim or very bright, switch off at the main switch and call us.
F How do I get on the priority register? => Send us a message with your postcode, or ask in either shop. Takes two
  minutes, no proof needed.
F Will it happen again tonight? => I can't promise. They've left a repair that should hold, and a crew is standing by.
@ planned
Qa Got a card through the door about planned works on {st} on {next}. All day? <I've got exams to mark|We have a
  newborn>.
Qa Your letter says power off 9 to 4 on {next}. Is that definite? It's been moved twice already.
Qg Planned outage on {next} in {d}: do we get a generator for the surgery or not?
Qn So nobody told us about the works on {st}. Found out when the kettle stopped.
Qo Your planned works in {d} were meant to finish at 2. It's well past and we're still off.
Qa Is the maintenance in {pc} still happening? Text says yes, website says postponed.
Qw Why do planned works always land on a <Monday morning|school day|working day>?
D I work from home <three days a week|full time>.
D We've got fish.
D It's the {nth} lot of works this year.
Dn The letter came the day after.
Ka Is it going ahead?
Ka Can you check for me?
Kaw Could it be moved?
Aa It's going ahead on {next}, between 9.30 and 3. If they finish sooner you'll be back sooner.
Aa I've checked with planning: it's been put back to {next}, and you'll get a new card. Sorry for the muddle.
Aw They're replacing the old joint on {st}, which is why it keeps failing. I'd rather it wasn't a working day either.
An The card should have come ten days before. It didn't on {st}, and I've told the people who plan it.
Ao It overran because of {cause}. You should be back by {eta}.
Ag The surgery gets a generator from half eight, I've had that confirmed.
An No card on {st}, you're right. It's the same list that missed you last time, and I've asked for it to be mended.
Ao They found a second bad joint while they were in there. About {eta}, they say.
Aw Because that's when the crews and the crane are here. Weekends are kept for emergencies, I'm told.
Faw Does the broadband go off as well? => Yes if your router's on the mains, since that's what goes off. Mobile signal
  isn't affected.
Fa What time exactly, morning or afternoon? => They say 9.30 to 3, and it's usually nearer 1 when they're done.
Fnow Can I get something for losing a day's work? => Not for planned works with notice, I'm afraid. Without notice,
  yes, and I can start that for you.
# slow_broadband Engineering
H I've asked for a test on your line; the engineers' list is long, so this may take a <day or two|little while>.
H Passed to second line. They look after {d} and I'll tell you what they say.
@ evenings
Q Paying for {mbpaid} and getting {mb}. <Every evening|Between 7 and 10|Most nights>. {d}.
Q Speed test just now: {mb} down. I could post it faster.
Q Broadband's fine at 6am and useless by teatime. Have you oversold {d}?
Q {mb} meg. In this day and age. On your "superfast".
Q Why does the internet slow to a crawl in {d} the minute the schools come out?
Q Can't even load your own website to complain about how slow you are. Speed's {mb}.
Q Buffering, buffering, buffering. It's like 2004 in here.
Q My teenager says our wifi is "embarrassing". For once he's right, {mb} on a {mbpaid} line.
Q Been getting {mb} instead of {mbpaid} for {wks}. <Not even close|That's a tenth of it|Do I pay a tenth as well?>
Q Upload's the problem. {mb} up, and I have to send files for a living.
Q Every video call I'm the one frozen with my mouth open. {d}, evenings, every single day.
Q Is there congestion in {pc}? Tested wired, tested wifi, {mb} either way.
D Tested with a cable straight into the router.
D Did all your tests already, twice.
D It's been {wks} now.
D Neighbour with someone else gets ten times that.
D Morning it's perfect.
D I've got screenshots from every night this week.
D Changed the channel, moved the router, bought a longer cable.
K What's going on?
K Can you test the line?
K Is there an upgrade coming?
K What can you do about it?
AC Your line tests fine as far as the cabinet, which points to traffic in {d}. It's due for more capacity on {next}.
AE I've had the line tested: there's noise on it that shouldn't be there. An engineer needs to look at the joint
  outside.
AC You're right, {mb} isn't what you pay for. The link that serves {d} is full in the evenings, and that's on us to
  fix.
AP Our second line have moved you to another port. Would you run the test again <tonight|this evening>, with a cable?
AL Below the guaranteed speed for 30 days and you can leave without a fee. I'd rather fix it, so I've booked a check.
AC> The engineers came back to me today: the {d} link is full between 7 and 10. It gets doubled on {next}.
A> It took a while to find, sorry. A splitter on {st} had been wired to the wrong port, and it's been put right.
FP Tested again, now {mb}. That's no better. => Then it isn't the port. I've booked a visit, first slot is {next}.
FC When you say capacity, what's the date? => {next} is the date I've been given. If it slips, I'll say so here.
FP Wired or wifi when you say test? => Wired, please, straight into port one. Then we know it's the line and not the
  room.
FL Can I just leave then? => You can, without a fee, if it's under the guarantee for 30 days. You're on day 12 of
  that.
FC Would the dearer package fix it? => No, and I won't sell it to you. It would be the same full link.
FE That engineer, does he need to come in the house? => Not for this one. It's the joint on the pole.
@ drops
Q Wifi keeps dropping out every <ten minutes|half hour|evening>. Router goes {light} and comes back.
Qr Connection drops whenever it rains. I'm not joking, I've kept a diary.
Q New router, same drops. That's the {nth} router from you.
Qr Landline crackles and the broadband drops each time somebody rings. {st}, {d}.
Qm Drops out every time I use the microwave. Is that even possible?
Q It disconnected {n} times during one lesson. Son's doing his GCSEs.
Q Upstairs no signal, downstairs fine, and it all falls over at 9 each night.
Q My alarm, doorbell and thermostat all tell me they've lost you. Several times a day.
D Light goes {light}.
D The log shows {n} disconnects since this morning.
D It's worse in wet weather.
D Been through the troubleshooter until I can recite it.
D It's a two-bed flat, not a castle.
K What next?
K Is it the line or the box?
K Can I have a different router?
ArE Dropping in the rain nearly always means water in a joint. I've booked someone to open the one on {st}.
AE I can see {n} drops today on our side, so it isn't your wifi. It's with our engineers.
Am The microwave thing is real: same frequency. Switch the router to 5 GHz under Settings and tell me if it holds.
AE We'll send another router if it helps, but your log says line, not box. I've asked for a line engineer.
A I've changed a setting at our end that makes the line a little slower and a lot steadier. Give it a day.
Ar> Engineers opened the joint on {st} on {fixed} and it was full of water. It's been remade. Has it dropped since?
F Has dropped twice while I typed this. => I saw them both. It's been raised as a repeat fault, which goes to a senior
  engineer.
Fm Where do I find 5 GHz? => In a browser type 192.168.1.1, then Wireless, then untick "one name for both".
FE Is there a charge for the visit? => No. Not when the fault's on our side, and it is.
FE Nobody's been yet. When? => It's down for {next}. You don't need to be in.
@ upgrade
Qs Upgraded to {mbpaid} <last week|on {day}> and it's slower than before. How?
Qv You put us on the new fibre on {day} and now the {device} won't connect.
Qv Since the upgrade in {d} the wifi name changed and nothing in this house talks to it.
Qs Was on {mb} before, told I'd get {mbpaid}, I'm still on {mb}. But I'm paying the new price.
Qg Switched on {day}, old line was cut off the day before. That's not "seamless".
Dv I've {n} smart plugs to set up again, one by one.
Dvs The old router worked.
Dv Your leaflet says five minutes.
Ks Have I been upgraded or not?
Kv What am I missing?
As The upgrade only half went through: price yes, speed no. I've sent it back to be finished, and the price waits
  until it is.
Av The {device} needs the 2.4 GHz network. Under Settings, Wireless, turn on "separate names" and use the one ending
  in 2.
Av Give the new router the old wifi name and password and everything will find its way back. Settings, Wireless, Name.
Ag I've looked: the old line stopped on {day} because two orders crossed. I've asked for that day back on your bill.
As> It sat in the wrong queue with our engineers, hence the wait. {mbpaid} should be live since {fixed}. Can you test?
Ag You lost a day you paid for, and I've had it credited. The two dates should have been one.
Fv Done that, worked, why isn't that in the leaflet? => It will be. I've sent the leaflet's owner your message,
  politely.
Fs Still {mb}. => Then the profile hasn't been switched. I've asked again and quoted your order.
Fsg And when do I start paying for it? => From the day it works, not before. I've put a note on the account.
"""

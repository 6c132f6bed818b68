"""What people write to Brackenlight about prices, contracts, their data and the planet, and what it answers."""

TEXT = """
# tariff Sales
H I've asked Sales for a figure and not a leaflet. Back to you <tomorrow|shortly>.
@ cheaper
Qe My fix ends on {date2}. What's the cheapest you've got?
Qn Why do new customers get a better deal than me? Been here {years}.
Qx Is Flex cheaper than Fixed 18 at the moment or not? Your table makes my eyes water.
Qn Just seen your offer on the side of a bus. Do existing customers get it, or do I have to leave and come back?
Qp Neighbour pays {small} less than us. Same house, same you.
Qf What's the exit fee on Fixed 18? Can't find it anywhere.
Qm You've moved us to the standard rate without a word. {amt} a month more or less.
Qs Standing charge is going up AGAIN. For standing where?
Qx Is it worth fixing now or will it drop in January?
Qq Got a quote from someone else for {dd0}. Can you match it or shall I pack?
D Been a customer {years}.
D Never missed a payment.
D I don't want broadband with it.
D Spent my lunch comparing.
D The comparison sites say you're fifth.
Kenpq What can you do?
Kenq What's the best you can offer?
Kfmx Am I missing something?
Kxe Worth it?
An Existing customers do get it, it just isn't on the bus. It's under Tariffs when you're logged in, called Stay 12.
Ae There's no exit fee in the last 49 days, so from today you can move for nothing. Cheapest for you is Flex, by about
  {small} a month.
Ax I can't see January either. If a known bill lets you sleep, fix; if you can shrug at {small} up or down, Flex.
Ap That's the other region's price. The like-for-like one is {dd0}, and I've asked for it to be held until {next}.
Am We should have written when your fix ended, and I can't find that we did. I've had it put back to the date.
Af Exit fee's {small} per fuel. It's on page 4, where nobody looks, so I've asked for it to go on page 1.
As It pays for the wires and goes up for everyone on the 1st. I'd be cross too: it's about {small} a year.
Aq I can get to within a pound or two of {dd0} on Fixed 18. If theirs has no exit fee, though, theirs is the better
  one.
An You do. It's called Stay 12, it's the same price, and it takes two clicks once you're logged in.
Ax On the last twelve months Flex was cheaper by about {small}. On the last three, Fixed. That's as honest as I can
  be.
Ae Stay 12 at about {dd0}, or Flex at a bit less, and Flex moves. No fee either way from today.
Ap Same house, but they fixed in spring. You can have that price until {next}, I've put it by for you.
Af {small} for each fuel, and nothing in the last 49 days. It's on page 4.
Am We should have asked. I've put you on what you were on, and the difference comes off the next bill.
Fn Done, switched to Stay 12. Took two minutes. Why's that a secret? => It shouldn't be. I've asked for a letter to
  everyone on the old one.
Fexn Is that for both fuels? => It's for electricity. With gas as well it's another {small} off.
Fx And if prices fall after I fix? => Then you can move to a cheaper one of ours for nothing, once a year.
Fenpqx Who do I believe, you or the website? => The website's price is what you pay. If mine's different, tell me and
  I'll make it right.
@ ev
Qn Do you do a night rate for electric cars? Ours comes on {next}.
Qn Can I be on Night Saver with a three-pin charger?
Qt What time does the cheap rate start, 11.30 or 12.30? Clocks have changed and now I don't know.
Ql EV tariff says "compatible cars". Is mine on some secret list?
Qm Can I charge at mum's on my tariff? (Asking for my mum.)
Dnl It's a second-hand one.
Dln The dealer said ask you.
Dn No drive, only a garage round the back.
Kn How does it work?
Knt What's it per unit?
An You can, any plug will do. The night hours are 00.30 to 5.30, all year, on the meter's own clock.
At The cheap rate follows winter time, so from spring it's 1.30 to 6.30 on your kitchen clock. It catches everyone.
Al The list matters only for the app that charges by itself. For Night Saver any car will do.
Am It goes with the meter and not with the car. Your mum would need it on hers, and a good biscuit tin.
Al No secret. It's on the Night Saver page, and yours needn't be on it unless you want the app to do the charging.
At 00.30 by the meter, which never changes its clock. On your wall that's 1.30 in summer.
Fnt Does the washing machine count at night too? => Everything in the house does. Put it on a timer, and a smoke alarm
  nearby.
Fn What about the day rate then? => It's a bit dearer. Under about 2,500 miles a year it isn't worth it.
@ switching
Qc Thinking of switching to you for both. Is there a catch?
Qs Started a switch on {date}, heard nothing. Am I with you or not?
Qd Your salesman at the door said my supplier was closing down. Is that true?
Qw I signed up and got three welcome packs, for two different people, neither of them me.
Qx Changed my mind. How do I cancel within the 14 days?
Qb Can I bundle broadband with energy, and does it save anything or is it just one bigger bill?
Dc I've got a good price where I am.
Dd The salesman was pushy.
Dcs I've a smart meter.
Kc What should I know?
Ksw Can you check?
Kdb Is that right?
Ad No, that isn't true, and nobody of ours should say it. Have you a name from his badge? You can cancel with no
  reason given.
As You're with us from {next}. You won't lose supply, and the old lot send a final bill.
Ac The catch is an honest one: fixed for 18 months and a fee if you leave early. There's a version without, a bit
  dearer.
Ab Both together saves {small} a month. Not much, but it's one number to ring.
Ax It's cancelled, with today's date. There's a mail on its way that says so.
Aw Three packs, two strangers, one apology. I've had all but yours cancelled; please bin the rest.
Fs What if my old supplier owes me money? => They've six weeks to pay it. If they don't, tell us, and we'll show you
  who to write to.
Fd Badge said {agent}. => Thank you. That's been passed to the head of field sales, and I've asked for an answer.
# availability Sales
H I've asked the rollout team for a date for {st}. They've promised an answer.
@ fibre_when
Qg When's fibre coming to {st}? The next road's had it since {lastmon}.
Qg Your map has a hole in it, and we live in the hole. {d}.
Qg "Coming soon" since last year. How soon is soon? {pc}.
Qp Orange paint on the pavement in {d}. Does that mean fibre or dog show?
Qr Can we register interest as a whole street? There are 23 of us.
Qg You fibred the golf club and not the school. Discuss.
Ql Leaflet says full fibre's in {d}. Your checker says no.
Qg Is {d} in the plan at all or shall I buy carrier pigeons?
D We get {mb} on a good day.
D I'd pay double.
D The pole's outside my window.
D Half the road work from home.
K Any date?
K Who decides that?
K Yes or no?
ApO The paint's ours. {d} is being built from {next}, and orders open about eight weeks later.
AgS Your side of {st} is fed from another cabinet, which comes in the spring. I'd rather tell you that than "soon".
AR Register as a street, please do: 15 names and it goes up the list. The form's under Fibre, Community.
Ag {d} isn't in this year's plan. I know that's not what you hoped for.
AlO The checker is behind the leaflet, for once. It'll say yes from {next}.
ApO Fibre! The dog show uses chalk. {d} gets built from {next}.
AlO The leaflet's right and the checker is slow. Orders for {d} open on {next}.
ArR With 23 you're over the line already. Send names and house numbers in a message and I'll hand them in.
FR We've 17 names now. What do we do with them? => Send them with house numbers in a message and I'll put them in. 17
  is plenty.
FS Is the spring a promise? => It's a plan. Promises I make only with a date.
FO What speed and what price? => {mbpaid} for {dd0} with us, and the engineer's visit is free in the first six weeks.
@ coverage
Qd Can I get you in {d}? Moving there and no one seems to know.
Qb Do you do broadband only, without the energy?
Qc Is there anything for a static caravan?
Qh We're a village hall. Is there a community rate?
Ql Does it work without a landline? Never use it.
Dcd We're on a farm track.
Dbd Just a little one-bed.
K What can we have?
K Possible?
Adl Yes in {d}, up to {mbpaid}. Without the landline too, it just comes over the same fibre.
Ab Broadband only is fine, no strings.
Ah For a village hall, yes: half price and no contract. Ask for "Hall" and they'll know.
Acd At a caravan it depends on the pole. Send us the postcode in a message and I'll have someone look at the map.
Ab You can. Broadband alone is {dd0} and you needn't take anything else.
Ah There is: half price, and cancel when you like. {agent} looks after halls, shall I ask for a call?
Fdbl How long does that take? => About three weeks for a first visit.
# compensation Legal
H It needs Legal to say yes or no. I've asked.
H I've nothing from Legal yet. I've asked again today.
@ claim
Qb Without broadband for {hrs} and then some. What's the compensation?
Qu The surge on {day} took out our {device}. Who pays?
Qt I lost a day's trade because of your outage. Where do I send the figures?
Qs Sent a claim on {date}, got a receipt, then silence.
Qy {small} for {wks} of no service. Is that a typo?
Qd Your contractor cracked my drive. He said claim. How?
Qr Freezer full, gone. Claim refused because of a "third-party event". Which party was that?
D I've receipts.
D I've photos from before and after.
D Have rung {n} times.
D It's the principle.
K Who decides?
Kbutd Where do I send it?
Ksru Will you pay or won't you?
Aud Please send the photos and a receipt in a message. Our claims people decide within 28 days, and I'll keep an eye
  on it.
Ab Automatic compensation starts after two full working days. Yours counts from {date} and comes off the next bill but
  one.
At For a business it goes by the contract. Send us the figures, and I'll make sure someone reads them.
Ar It was refused because a digger of another firm hit the cable. You can ask for a second look; I've done that for
  you.
Au> Legal have replied: they'll pay for the {device}, on receipt. Sorry it took this long to get three lines.
A> I've an answer at last, from the third desk I tried: {small}, plus an apology in writing.
As It's there, dated {date}, and nobody had picked it up. It's on a desk now, and the desk has a name.
Ay It isn't a typo, it's the automatic sum. You can ask for a person to look at it, and I've done that.
Ab It's {small} a day after the first two, by itself. If it isn't on the bill after next, tell me.
Fudts 28 days from when? => From the day you first wrote. I've put that in the file.
F Passed to "another team" now. Which team? => Claims passed it to Legal, Legal back to Claims. I've asked for one
  name.
@ contract
Qp Can I leave without a fee if the price goes up mid-contract?
Qn I never agreed to 24 months. Where's my signature?
Qc I've asked for a copy of my contract {n} times.
Ql Deadlock letter, please. I want to go to the Ombudsman.
Qo Complaint open since {lastmon}. Reference given, nothing else.
Qn Mum's 88 and someone signed her up over the phone. How's that allowed?
Dol Eight weeks is the limit, I looked it up.
D I've kept every email.
D I was told the opposite by {agent}.
Kpl What are my rights?
Koc When do I get an answer?
Kn Is that even legal?
Al The letter's yours after eight weeks, or sooner if you ask, and you've asked. I've put it in today.
Ap You can, within 30 days of the notice. Reply "leave" to it and there's no fee.
An I've asked for the recording of the call. If there's no clear yes on it there's no contract.
Ac A copy's being sent to your email <today|now>. Asking once should have been enough.
A> Legal sent it back to us, we sent it back to them. You now have a named person and a date, both in your messages.
Ao It's been open too long, and nobody's named on it. From today it's {agent}'s, who'll write by {next}.
Al Deadlock letter requested, today. Here's hoping you won't need it.
Ap Yes, if you tell us within 30 days of the letter. One line's enough.
Fl The letter isn't here. => It's being signed. If it isn't with you by {next} say so here, please, in public if you
  like.
Fp Does the 30 days include weekends? => It does, so don't leave it to the last one.
# privacy Legal
H I've sent it to the data protection people. They've a month by law, I've asked for less.
@ data
Qs I asked for my data on {date}. The month's up.
Qw You've emailed me somebody else's bill. Name, address, the lot.
Qx How do I get deleted? I left you {years} ago.
Ql Why does your app want my location to show me a gas bill?
Qm Still getting marketing after I unsubscribed {n} times.
Qn Who did you sell my number to? {n} calls since I joined.
Dw That's not nothing.
Dw I've deleted it. Someone else might not.
Dm It's in my junk, every Friday.
K Who deals with that?
Kwnm What are you going to do?
Kl Why?
Aw Thank you for telling us and for deleting it. I've reported it; someone from data protection will write to you and
  to them.
An We don't sell numbers. Which one rang you? I'll have it checked, and you're off all our own lists from today.
Al It doesn't need it, only the map of faults does. Turn it off and everything else works.
As It should have been with you on {date2}. I've asked why not, and who has it.
As> The data protection team have answered: your file was sent on {fixed}, by post, registered.
Ax You can be. I've sent it to data protection: six years' bills have to stay, the rest goes.
Am You're off the lists, all four of them. I wish it were one.
Fs Only half of it's there, no recordings. => I've told them. The recordings are kept somewhere else, it seems.
@ scam
Qt Is this text from you? "Your refund of {small} is waiting, click here."
Qb Bloke at the door with your badge wants to see my meter. I didn't let him in. Did I do right?
Qr Someone rang as Brackenlight and knew my name and my last bill. Was it you?
Qe Got an email about a "router recall". Looks dodgy.
Qg Your real emails look more like a scam than the scams.
Dte Spelling's awful.
Dt The number's a mobile.
Dte My mum clicked it.
Kter Real or not?
Krt What do I do?
At Not us. Please don't click it, and forward it to scams@brackenlight.example so that it can be taken down.
Ab You did exactly right. Ours always give a password that you choose; without it, shut the door.
Ar We never ask for a code over the phone. If she gave them anything, ring the bank first and us second.
Ae That one's real, believe it or not. I've told the team how it looks.
Ar No, that wasn't us, and I'd like the number if you have it. There's a note on your account now.
Ag You're not the first to say it. Ours carry the last three digits of your account at the top, the fakes don't.
At That's a fake. Nobody here would send you a link for a refund, it just turns up on the bill.
Ftre Too late, my mum's put her card number in. => Bank first, please, they can stop it tonight. We've locked the
  account so nobody changes it.
Fb How do I set a password? => In the app under You, or tell the person in the shop.
# green Sustainability
H I've asked our sustainability people, all three of them.
@ source
Qs "100 % green". From where, exactly? The same wires as everyone's.
Qn Where does your electricity come from on a still night in January?
Qs Is your green tariff certificates or real turbines?
Qv You show a wind farm and your vans run on diesel.
Qf Do you have figures for {lastmon}, not last year's brochure?
Qz What's your date for net zero, and who checks it?
D Genuine question.
D I'd pay more if I believed it.
D I teach this at {d} college.
Ksnz Can you show it?
Ksn What's the split?
As Fair question. 62 % comes from contracts with named wind and solar farms, the rest is certificates. The list's on
  our site.
Ans On a still January night, largely gas, like everyone. Over the year we buy as much green as we sell on that
  tariff.
Av 140 of 610 vans are electric. The ladder vans are last, because nobody builds them yet.
Az 2038, checked by an outside auditor each May. The last one said "on track, but slow".
Af There are monthly ones now, just not where you'd look: Our energy, then Data, at the bottom.
Fs Which farms? => Five of them, the nearest is above {d2}. There's an open day in June.
Fz Slow by how much? => About a year, mostly the vans. It's on page 11.
@ solar
Qp How do I get paid for my solar? Exporting since {lastmon}, not a penny.
Qu What do you pay per unit for export?
Qf Panels went up on {date}, you want a form from the installer, the installer wants one from you.
Qb Is it worth having a battery with six panels?
Qr Do you do solar for rented houses?
Dbu Roof faces south-west.
Dfp I've the certificate.
Dp Smart meter shows it going out.
Kpf What's missing?
Kf Is there a form?
Ap What's missing is an export number for your meter. I've asked for it: three weeks, and paid back to the first day.
Af You need theirs first, then ours. Send me what you have, and I'll do the going back and forth.
Ab With six panels a battery pays itself in about eleven years. That's honest, and not what the brochure says.
Au 14p a unit on Export Flex, 8p on the fixed one.
Ar Not yet, only owners for now. There's a trial with two housing associations; ask yours if it's in.
Fp Is the back payment automatic? => Yes, on the first export bill. Tell me if it isn't.
@ heatpump
Qs Would a heat pump work in a stone terrace? Asking before winter.
Qb Our heat pump bill is {amt2}. Were we sold a pup?
Qc How do I get a charger if I've no drive?
Qg Is there still a grant, and do you have to be with you to get it?
Qu You fitted the pump on {date} and no one's shown us how it works.
Ds It's from 1890 and leaks at every corner.
Ds My neighbour swears by his.
Ks Worth it?
Ksb Who'd know?
As In a stone terrace: draughts first, loft second, pump third. There's a free survey that says when it isn't worth
  it.
Abu It's set as if it were a boiler, most likely. Low and all day is the trick. Someone can come and set it, no
  charge.
Ag The grant's the government's, so any supplier will do.
Ac Without a drive it's a lamp post charger. {d} gets eight this autumn, and you can propose a street.
Fc Proposed ours. Now what? => The council has to nod. We'll write to you either way.
"""

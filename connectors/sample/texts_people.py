"""What people write to Brackenlight about jobs, its people and the town, and what it answers."""

TEXT = """
# jobs HR
H I've passed it to our recruiting team.
H Not one for us on social, but I've asked HR and will say what they tell me.
@ application
Qa Applied for {role} on {date}. Not even an automatic reply.
Qa Had an interview for {role} in {lastmon}, was told "by Friday". Which Friday?
Qa Is the {role} job in {d} still open? The page says both yes and no.
Qc Your careers page crashes at step 7 of 8. Everything gone. Twice.
Qa I've sent {n} emails about my application. Does anyone at HR open them?
Qf Any feedback for people you turn down? Took me a week, that task.
Qa Still interested in {role}. Is there a person I could write to?
Qc I filled in my CV, then typed it all again into your form. Now it wants a video. Is this still running?
D Very keen.
D Ten years' experience.
D I've turned something else down for it.
D Live just round the corner.
K Could somebody let me know?
K Should I keep waiting?
K Who do I ask?
Aa Thanks for asking, and sorry you had to. HR say {role} is still open, they're seeing people until {date2}.
Aa The role was filled last week. You should have heard that from us first. Feedback's coming by email.
A Please try careers@brackenlight.example and say that we sent you. I've told them you're coming.
Aa I've asked the hiring manager for {role}: they've moved the interviews, and you're on the list.
Ac The form's broken, I've been told, and it's being mended. Send the CV to careers@brackenlight.example meanwhile.
Af You should have had some. I've asked the person who set the task to write to you.
F Thank you. Why is it so hard to find that out? => I'd like to know as well, to be honest.
@ openings
Qa Do you take apprentices in {d}? My daughter's doing her A levels and wants anything but an office.
Qp Any part-time jobs in the {shop} shop?
Qh Is {role} hybrid, or "hybrid" as in four days in?
Qs What's the salary? "Competitive" doesn't pay the rent.
Q Do you hire people over 50 or is that photo meant to tell me something?
Qw Work experience for year 10, is that something you do?
Qx Ex-forces electrician here, is there a way in without starting from the bottom?
Q Any jobs for someone with a visa until next year?
Qa When do the next apprenticeships open?
Q Great post. Are you hiring in {d2} as well?
Q Interested. How do I apply?
Q Is there a graduate scheme for engineers?
Daw He's good with his hands.
D I drive.
D CV's ready.
D The link goes to a page from 2023.
Ka Who can I talk to?
K Where do I look?
K Do you have any?
Aa We do: applications open in January, twelve places, four of them in {d}. No grades asked for beyond maths and
  English.
Ap Part-time in {shop}: two mornings and Saturday. Ask for {agent} in the shop, it's quicker than the site.
Ahs Two days at home, three in. The pay's on page two of the advert; it belongs on page one.
Aw Year 10, yes, in the second week of July. A short letter to careers@brackenlight.example does it.
Ax There is a route for ex-forces: nine months, full pay, your tickets count.
A I've asked HR, and they say more places open on {next}. I know that's thin.
A Thanks for asking. Write to careers@brackenlight.example and mention this post, and someone will read it.
Fa Twelve places for the whole region? => Twelve this year. It was eight, if that helps.
# praise Communications
@ engineer
Q Your engineer {eng} was brilliant today. Shoes off at the door, explained everything, fixed it in ten minutes.
Q Credit where it's due: {eng} from Brackenlight climbed that pole in a hailstorm for us. Thank you.
Q Shout out to {eng}, who stayed after his shift to get my nan's phone back on. {d}.
Q I usually only come here to moan, so: the lads on {st} today were superb.
Qc {eng} came, saw, fixed. And rescued the cat off the garage. Give that engineer a raise.
Q Big thank you to the crew out in {d} last night in that weather. Lights back by four.
Q Router fitted by {eng}, who even labelled the cables. I may frame them.
D Proper old-school service.
D Didn't even want a brew.
D Left it cleaner than it was.
D Please make sure the boss hears about it.
AN That's lovely to hear. {eng}'s manager has it now, and it'll be read out on Monday.
Ac Thank you for taking the time! I've passed it on, cat and all.
AN People like you keep people like {eng} going. It's been forwarded to the depot.
A We've printed it for the noticeboard in the {d2} depot. Thank you.
FN Does it count for something? => It does, thanks are read out before the accident figures.
@ agent
Q Just spoke to {agent} in your call centre. What a star. Two minutes, sorted, and a laugh.
Q Never thought I'd write this about an energy company, but your {agent} was wonderful with my mum.
Qk Switched, moved house and got a refund in one phone call. {agent} deserves cake.
Q Whoever does your tweets, thank you. You got me further than {n} phone calls.
Q Fair play, rang at 9, engineer at 11, back online by 12.
Q Credit to your online chat. A human, and with patience.
D Rare these days.
D I take back half of what I've said.
D More like that please.
A You've made {agent}'s week. Thank you for writing it down, not many do.
Ak Cake has been requested. Thank you for telling us!
A That's kind of you. I've shown it to the whole desk.
A Thank you! It's good to hear it the other way round for once.
@ company
Q {years} with Brackenlight and never a cross word. There, I've said it.
Q Best thing you've done in years, that new app. One screen, what I owe, done.
Q Love that you've kept the shop open when everyone else has gone online.
Q Nice to see a firm round here that answers. Thanks for the help on {day}.
Q New fibre's a dream. {mbpaid} and it really is.
Q Good move putting the fault map on the front page.
D Keep it up.
D Made my day.
D Not often I say it.
A Thank you, that's very good to read before the second coffee.
A We'll try to keep it that way. Thanks for saying so.
A That's going straight to the people who made it. Thank you.
# community Communications
H I've asked the community team and will come back to you.
@ sponsor
Qc Hello, do you sponsor junior clubs? {club} need new shirts and it's {small} a head.
Qr Who do we ask about a raffle prize for {event}?
Qf We run a food bank in {d} and the freezer's died. Is there any chance of help from you?
Qy You've got money for billboards, what about the youth club on {st}?
Qc {club} here. You sponsored us two years ago, is the fund still going?
Qg Could you lend us a generator for {event}?
D We're all volunteers.
D Any amount helps.
D Your logo would be on the programme.
K Who's the right person?
K Is there a form?
Ay Yes, clubs like that are what the fund's for: up to £500, decided every six weeks. It's under Community.
Ac There's a fund, up to £500, decided every six weeks. Form's under Community; put "{club}" at the top and I'll look
  out for it.
Ar Send us the date and what you need in a message. A raffle prize we can do without a form.
Af Food banks skip the queue. Somebody will ring you this week about the freezer.
Ag A generator we can lend, with a person who knows how to start it. What's the date?
Ar Raffle prizes are my favourite. What's the date, and how big's the crowd?
Af I've passed it to the community team as urgent. A freezer doesn't wait for a form.
Fcy Form's in. When do we hear? => The next round's on {next}. You hear either way, I'll see to it.
Fc Thank you, the children are over the moon! Where do we send photos? => Here, please. We all want to see the shirts.
@ event
Qr Is {event} still on if it rains?
Qt What time does your stand open at {event}? I want to ask about solar.
Qv Saw your van giving out hot drinks in {d} after the power cut. Nice touch.
Qs Could somebody come to our school in {d} and talk about electricity? Year 5, very keen, lots of questions.
Qp Lovely to see so many at {event}!
Qr Are dogs allowed at the {event} thing on {next}?
Qc We won the colouring competition! Where do we collect the torch?
Drt Looking forward to it.
Ds The whole class is asking.
Drt Coming over from {d2}.
Krt Do we have to book?
Ks Who do I write to?
Ar Rain or shine, there's a tent. Dogs welcome, we've bowls.
At We open at ten. Ask for the solar person, she'll be the one with the model roof.
As We'd love to. Send us two dates in a message, and tell Year 5 to be merciful.
Ac Well done! It's in the {shop} shop with a name on it, collect it whenever you like.
Ap Thank you for coming, it was better for it.
Ar Yes on all counts: rain, dogs, and dogs in the rain.
Av It was a cold night and everybody earned it. Thank you for saying so.
At Ten till four, and the solar person's there from eleven.
As Year 5 are our favourite. Which week suits, and how many of them?
Fs Year 5 ask if she'll bring a real cable. => She will, a big one. They can hold it.
Frt Is parking free? => It is behind the church hall, from nine.
@ away
Qr Brackenlight have dug up {road} again. Allow an extra twenty minutes.
Qw Anyone on here with Brackenlight? Worth it, or stay where I am?
Qx Does anybody know if it's only Brackenlight that's down or everyone?
Qw Recommend me a broadband provider in {d}. Not Brackenlight, had them.
Q Brackenlight putting prices up and sponsoring a brass band in one week. You couldn't make it up.
Q Say what you like about Brackenlight, they had our lights back on by midnight.
Qf If Brackenlight put one more leaflet through my door I'm insulating the loft with them.
Qk Four of us on the train trying to work out our Brackenlight bills. Nobody's won yet.
Dwx {d} people will know.
Dw Asking for my brother.
Dkx It's a mystery.
A Hope you don't mind us joining in. Is there anything we can look at for you?
Ar We saw this and wanted to say: the {road} works finish on {next}. The second lane's back before that.
Awx We're biased, obviously. If you've a question about {d}, you'll get a straight answer.
Ak Couldn't help overhearing! If you tell us which line on the bill, we'll tell you what it means.
Af You can stop the leaflets with one message to us. The loft we'd also help with, there's a grant.
Fk Didn't expect you here. What's a "network contribution" then? => It pays for the wires up to your door, it's the
  same for every supplier, and it's badly named.
Fw Oh. Hello. Fine, is fibre coming to {st} or not? => It is, from {next}. Sorry for creeping up on you.
# chat Communications
@ fun
Q <The radio|The big light|The fish tank|The bread maker>. Don't ask.
Q I'd check on the lady next door first, then tea.
Qh Cheese on toast, burnt on one side, {oldyear}.
Q Cards, candles and an argument about the rules.
Q Whoever says shower has never met my {pet}.
Q {d}! And I'll fight anyone on the slipway.
Q The beep of the <cooker clock|answering machine|smoke alarm that wants a battery>.
Q Tea. Always tea.
Qh Mine's a bacon sandwich and I won't be taking questions.
Q The kettle! Then the wifi. In that order.
Qg My nan kept hers in a biscuit tin. I still do.
Q {d}, 1987, the big wind. We played cards for three days and nobody looked at a screen.
Q The dog, obviously.
Q Depends. Is it my turn to pay?
Q None of the above, but thanks for asking.
Qh Toast under the grill, on a Sunday, with the radio on.
Qh {d2}, no contest. Best chips in the county as well.
Qg Mum used to say put a jumper on. Still the best tariff there is.
Qh Beans. It was beans. It's still beans.
Q Neither. Go back to bed.
Qg "It's like {shop} illuminations in here!" Every night, my grandad, every room.
Q The hum of the fridge. You only notice when it stops.
A We can't argue with that.
Ah Correct answer, and the team are now hungry.
A That's what {agent} said as well, word for word.
A You've won nothing, but you're right.
A We've put that on the board in the office. Thank you.
Ag Every grandad in the county seems to have said that. Lovely.
F What did the rest of you say? => Four for tea, one for the wifi, and {agent} for "leave me alone".
@ photo
Qp I can see our roof!
Qp Is that {st}? I learnt to ride a bike there.
Qc "Have you got a minute to talk about your meter?"
Qt Our {pet} does this on the tumble dryer.
Qp {d2}, from the top of the church tower?
Q That lamp post is still there, leaning the other way now.
Q <Gorgeous|What a morning|Makes you homesick>, {d} at its best.
A Isn't it just? Thank you for looking.
Qp Love this. That's the view from our old kitchen!
Qd My dad is the third from the left in that photo!
Qp That's {road}, before the bypass. The bakery was just out of shot.
Qp {d}! By the slipway. I'd know that bench anywhere.
Qc "When you said you'd fix it by Friday"
Qt Our {pet} on the router. She thinks we bought it for her.
Qy I think that's old Mr Cotterby from the depot, he taught me to drive.
Qy Must be {oldyear}, look at the flares.
Qb Beautiful. Can I buy a print?
Qc "Have you tried turning it off and on again?"
Ad No! Really? Ask him what year that was, we've been guessing.
Ap You've got it, it's {d}. How did you know so fast?
Ac We laughed. A strong entry.
At That {pet} is now on the office wall.
Ay Thank you! We've written that on the back of the photo.
Ab You can, message us and we'll send you the file.
Ap That's the one. You know your benches.
Fd He says {oldyear}, and it was raining. => It looks it. Please thank him for us!
@ quiz
Qb Is it B? I think it's B.
Q A, because nobody ever says A.
Q I've dug up half of {d}, so I'll say C.
Q Ask my husband, he's the one who counts poles.
A We'll give the answer on Friday. No cheating!
A That's what half the office said.
Qw Definitely A.
Qc C, and I claim my biscuit.
Qw The router, it's never off. Final answer.
Qt True, my aunt lives opposite.
Qb B, but only because I used to work for you.
Qw Trick question. It's always the fridge.
Qc My class says C, all 28 of them.
Ab It's B! Well done.
Aw Close, it was C. We didn't believe it either.
At Your aunt's right. A star for the aunt.
Ac It is C. Biscuit earned.
F Do I get the biscuit? => It's in the post. It may be crumbs.
@ congratulations
Qg Congratulations {eng}, well deserved!
Qg Great to see. Proud to have worked with this team.
Q Very interesting. How do you measure it?
Qg Well done all.
Qg Fantastic news for {d}.
Qg Brilliant to see local apprentices getting a chance.
Qg Well deserved, and about time.
Qg <Onwards and upwards!|Great stuff.|Super news.>
Qg Proud to have had a small part in this.
Q Who do I speak to about something similar at our place?
Qg Love to see it. {eng} taught me everything I know about ladders.
Qg What a team.
Qr Insightful. Will the report be public?
Q Nice words. The customers in {d} who waited {wks} for a line might want to comment.
Q Congratulations! Is this coming to the other regions as well?
Q I'd be curious what your engineers think of that.
Qq And how long does it take you to answer a question from a customer?
Q So impressed with the work on the {d} line. Who was the contractor?
A Thank you for reading, it's good to know somebody does.
Ar Thank you! The report's out in the autumn and it'll be public.
Ag Thank you, that means a lot to the team.
Aq By questions answered, not by posts. We've a way to go on that.
@ tips
Qb Does the 18 degrees thing work with a baby in the house?
Qy I turned the boiler down to 60 and saved {small} last month. It does work!
Qn What if you've no thermostat, just a boiler with a knob?
Qk Which knob though? There are three.
Ql Is it cheaper to leave the heating on low all day? My husband says yes. Please say no.
Qm Not everyone can afford new windows.
Qm We tried it. Cold feet and a row.
Qd Do dishwashers really use less than washing up?
Qr How do I bleed a radiator without flooding the lounge?
Ab With a baby 18 is fine in the room where they sleep, and a degree or two more for the bath.
Al No. You may show him this.
Ak The one with a little tap or a radiator on it. Not the one with the shower head!
Ar A towel, a bowl, half a turn, and close it at the first spit. You've got this.
Ad They do, if they're full. Half full it's a draw.
Am You're right, and these cost nothing at all: lids on pans, curtains at dusk, boiler at 60.
Ay It does, doesn't it? Thank you for trying it.
An One knob will do: turn it down until the radiators are hot and not scalding. That's it.
Fl He says you would say that. => We'd sell more if he was right. So there.
@ hijack
Qe Nice picture. Now answer my email from {date}.
Q Nice. Meanwhile in {d} we've been waiting {wks}.
Q Whoever writes these, could you walk down the corridor and ask about my {amt}?
Q Is this what my {dd} a month pays for?
Q My router's {light}. Any post about that?
Q Great photo, shame about the service.
Q I'd swap every one of these for one reply.
Q Stop posting and fix {d}.
Q You've time for this but not for your phones?
Qr Lovely. And my refund?
Q Less of the hashtags, more of the engineers.
Q All very nice, but {wks} and no reply from you.
Qa Is there anybody there who isn't in marketing?
Q Funny how you can post every day and answer never.
Ae Fair comment. What was the email about? Send us the name and I'll dig it out today.
A That stings, and I can't say you're wrong. What are you waiting for? I'll look today.
A I write these AND answer these, so you've got the right person. What's outstanding?
A You're right to ask. Give me the short version here or in a message, and I'll go and find out.
A Sorry. No excuses. Which account is it, by private message?
A I do see how that looks. Tell me what's wrong and I'll find who can put it right.
Aa There is, hello. What's happened?
Ar Point taken. Message us the account and I'll start with your refund.
Fre Sent. Let's see. => Got it. You'll have something from me <before the day's out|by tomorrow noon>.
@ tagging
Q @{friend} this is the one I was telling you about
Q @{friend} isn't this your <cousin|old boss|neighbour|landlord>?
Q @{friend} <saw this and thought of you|sound familiar>?
Q @{friend} <us in ten years|that's our lane!|we've still not been>
Q @{friend} right, {event}, who's driving?
Q @{friend} there's one for {d} as well
Q @{friend} look at the <hair|dog|weather|state of that van>
Q @{friend} <you were asking|here's that thing|as discussed in the pub>
Q @{friend} apply for this!!
Q @{friend} your dad would know this one
Q @{friend} tell <mum|grandad|the group|our {eng}>
Q @{friend} see, I'm not making it up
Q @{friend} told you so
Q @{friend} we should go
Q @{friend} isn't that your road?
Q @{friend} you'd be great at this
Q @{friend} look who it is!
Q @{friend} remember this? we had to eat the whole freezer
Q @{friend} one for your mum
Q @{friend} saturday?
A Enjoy it, both of you!
A We <hope|trust> {friend} says yes.
A Go on, {friend}.
A <Two tickets|A table for two>, then?
A {friend}, you've been <told|named|volunteered>.
A Say hello to {friend} <from us|from all of us>!
A Ha, <we'd like to hear the answer|we're staying out of this one|good luck with that>.
A Let us know how that <ends|goes>.
A That's what friends are for.
A <Best|Nicest> tag of the <day|{weekday}>.
A Now we want to hear {friend}'s side.
"""

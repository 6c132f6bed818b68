"""Reviews of Brackenlight's two shops, and what the shops answer. Situations for praise, complaint and the middle."""

TEXT = """
# shop Sales
@ staff_good
Qa {agent} in the {shop} shop <couldn't have been kinder|went through my whole bill with me|sorted it in five
  minutes>.
Q Went in expecting a fight, came out with {small} back and a biscuit.
Qfa Lovely people. {agent} set up my dad's phone, app and all, while he told her his life story.
Qa Five stars for {agent}. Patient, honest, told me NOT to buy the dearer one.
Q Real people behind a real counter. Use it or lose it, {shop}.
Q Took my router in, they swapped it there and then. No fuss.
Qe They explained my tariff with a pencil on the back of an envelope, and for the first time I understood it.
Q Friendly, no sales talk, out again in ten minutes.
Q {agent} rang me at home the next day to ask if it worked. Who does that?
Q <Went in soaked, they made us a brew|Brought my mum in, they found her a chair|Popped in on the off chance, had it
  done in no time>.
Q Asked a stupid question, got a kind answer.
Q First time in years that I've left a shop with less than I feared to pay.
Qd Helpful, quick and they let the dog in.
D Didn't feel rushed.
D Nothing was too much trouble.
D Will be back.
D It's worth the bus ride.
D Only the parking lets it down.
D Ask for {agent}.
D Beats the phone line any day.
Aa Thank you so much, {agent} has seen this and gone pink.
Ad That's made our Saturday. See you and the dog again soon!
Af Lovely to read. Your dad's welcome any time, we want the next chapter.
Ae Thank you. The envelope is now official training material.
A Thanks for taking the time. We'll keep the biscuits coming.
A Thank you, that's kind. It'll be read out at nine tomorrow.
A Thanks so much, it's nice to be needed.
A That's a lovely thing to read before opening. Thank you!
@ queue
Q {mins} in the queue, two minutes at the desk.
Q <Saturday|Monday|Lunchtime> in there is like a bus station.
Q They need another pair of hands. {agent} was doing three jobs at once.
Q Waited {mins} for one question. One person serving, four in the back.
Q One till open on a Saturday. {mins}. Walked out.
Q Take a number, they said. Number 61. They were on 38.
Ql Good staff, not enough of them.
Q Half the shop is phones nobody looks at, and the help desk is a stool.
Ql Nice when you get there. Getting there took {mins}.
D My mum can't stand that long.
D No chairs.
D Everyone in the queue had the same bill.
D The lad did his best.
D Came back on a Tuesday, no queue at all.
A You're right, Saturdays aren't good enough. There's a second desk from {next}, and there are chairs now.
A Sorry about the wait. Before 10 and after 3 is quiet, if that's any use, and you can book a slot online.
Al Thank you for being fair about it. Two new people start on {next}.
A One person on a Saturday was because of illness, but you couldn't know that. Sorry.
@ missold
Q I asked what it costs and got a talk about family bundles.
Q Was told no contract. It's a contract.
Q Signed on a tablet I couldn't read. My mistake, I suppose, but still.
Q Went in for a cable and came out with a 24-month contract. Feel stupid.
Qp Told the price was {dd0}, first bill {dd}. Went back, "that was a colleague".
Qm They sold my 82-year-old mother a gaming package.
Qp Was promised no exit fee. There's an exit fee.
Q Pushy. I said no three times and left with a leaflet and a headache.
D Shame on you.
D I've kept the note she wrote.
D Won't be back.
D It took {wks} to undo.
A That's not how we want to sell anything. Please come in and ask for {agent}, the manager, and it'll be undone on the
  spot.
Am I'm sorry about your mother's package. It's been cancelled, and the money's on its way back to her.
Ap If you remember who promised it, it's an easy one. If not, it still is: you'll get the price you were told.
@ router_swap
Qp Brought a dead router back. "You need to post it." I'm standing in your shop.
Qt Swapped the router, new one's as bad. They gave me a third. That works.
Qp They couldn't swap it without a code from the phone line. Phone line couldn't find the code.
Qh Tested it in the shop, it worked. At home it doesn't. They wouldn't look any further.
D Two buses each way.
D So it's the line, as I said.
D The girl rang them for me in the end.
Ap We can swap over the counter since {lastmon}, no code, no post. Sorry it was before that for you.
Ah If it works here and not with you then it's the line, and we should have booked that for you. Pop in, or ring us.
At Glad the third one behaves. If it doesn't, ask for {agent}.
@ hours
Qh Website says open till 5.30. Locked at 5.10, lights on, people inside.
Qt Closed for "training" on a Saturday. Notice was on the door and nowhere else.
Qh Bank holiday hours? Anyone? Drove in for a locked door.
Qh Shut at <noon|three|four> with a note that said back soon. It wasn't soon.
Qh Opening hours on here are wrong.
Qr No step-free way in since the works outside. I'm in a chair.
Qh Moved to the retail park and told nobody. Nice shop once you find it.
Dht Came from {d2} for nothing.
D A sign would have done it.
D Been like it for {wks}.
Ah The hours here are right now: 9 to 5.30, Saturday until 4. Sorry for the wasted trip.
Ar There's a ramp and a bell at the side door, and nobody told you. There's a sign up from today.
At We should have put the training day online. Next ones are listed from now on.
@ desk
Qp Only reason I'm still a customer is this desk. They ring the people I can't reach.
Qp Took my {amt2} bill in. {agent} found the mistake in a minute. Why couldn't the phone line?
Qb They can sell you anything, but they can't see your bill.
Qc I wanted to pay in cash. They can't. In a shop.
Qr Told to ring. I'd come BECAUSE I'd rung.
Dbcr Sort it out.
Dbc The staff are embarrassed themselves.
Dp Fifteen minutes, done.
Dpb Sat next to a lady with the very same problem.
Ap Thank you, that's just what the desk is for. I've told {agent}.
Ac Cash works again from {next}. It was the machine and not the rule.
Ab We can see bills since {lastmon}, and you'd be welcome to try us again.
Ar You were sent in a circle, sorry. If you come in, we'll ring for you and wait with you.
Ap That's why we asked to keep it. I've shown this to the manager, and to the manager's manager.
# outage Engineering
@ review_network
Qf Broadband's been off {n} times since {lastmon}. Shop's nice, network isn't.
Q Great price, when it's on.
Q Two stars, one for the engineer and one for his van. The line's been dead for {hrs}.
Q {d} was out for {hrs} and nobody in the shop knew more than I did.
Q Fast when it works. It's the "when".
D They're always sorry.
D I've a folder of tickets.
D Going elsewhere when the contract's up.
D Not the shop's fault.
Af Thanks for being fair to the shop. I've asked our engineers about {d} and been told the {road} cable is replaced on
  {next}.
A I understand. We get our updates from the same map as you, which isn't enough, and we've said so.
A Please come in before you leave us: for that many faults you may go without a fee, or we get it looked at properly.
A That's a lot of days. I've asked for the whole history of your line, and somebody technical will ring, not us.
# praise Communications
@ review_company
Q {years} and no complaints. They answer, eventually, and they're from here.
Q Moved house with them twice. Both times painless.
Qe Fibre's superb, fitted by {eng}, who hoovered up afterwards.
Q Not the cheapest but there's a door you can walk through.
Q Power was back before the candles were down. Good crew.
Q <Fine so far.|No complaints.|Decent.|Pleased with it.>
Q Switched {wks} ago, painless.
Q Good people, fair price, a bit slow to write back.
Q {eng} fitted it in the rain and still smiled.
Q Answered the phone. In this day and age!
Q All good.
Q Very happy with everything so far.
Q Good service, friendly staff.
Q Does what it says.
D Would recommend.
D Long may it last.
D The new app's decent too.
D My neighbours have switched as well.
A Thank you, that's good of you. See you in the shop!
Ae {eng} will be glad of that, hoover and all. Thank you.
A We're from here too, so that means something. Thanks!
A Many thanks for the stars, and for the words.
"""

"""What people write to Brackenlight about bills and payments, and what it answers."""

TEXT = """
# bill Customer_Service
H I've asked the bills team to go through it line by line. I'll be back with what they find.
H Passed to Customer Service. They've your question as you wrote it.
@ too_high
Qg My bill's <gone up to|come in at> {amt2} and we've used less than last year. How?
Qg {amt2} for <one month|{lastmon}>. There are two of us and we're out all day.
Qg Just opened the {lastmon} bill. {amt2}. <I laughed, then I stopped laughing|I thought it was a phone number|Sat
  down for that one>.
Qg Can somebody explain why my bill doubled? It was {amt}, now it's {amt2}, same house, same cat.
Qg Is {amt2} normal for a one-bed flat in {d}? Asking because I can't afford it to be.
Qg {amt2}!! I'm on a state pension. Heating's been off since March.
Qg How've we gone from {amt} to {amt2} in one month? Nothing's changed here.
Qw Bill says we used as much in {lastmon} as in January. We were away for <two weeks|half of it>.
Qg There's something wrong with my bill. {amt2} isn't possible with the heating off.
Qg You sent me {amt2}. I rent one room.
Qe Why is the bill for an empty house {amt}? My mum's been in a home since {lastmon}.
D Nobody's home in the day.
D We've even got the cheaper bulbs.
D The meter hasn't been read by a person since we moved in.
D Same tariff, same everything.
D I've compared it with last year's, side by side.
D The chart on page two goes off the top.
D Phoned, was told "it's estimated", end of call.
K Can someone look at it?
K What's going on?
K Could you explain it in plain English?
K Who do I talk to?
AgwR It's based on an estimate that's well over what you normally use. Send me today's reading and I'll have it billed
  again.
Ag I've looked: it covers six weeks, not four, because the last one came late. Per day you're where you were last
  year.
AgT Two things in there: the new unit price from the 1st, and a catch-up of {small} from {lastmon}. Use itself is down
  a bit.
AgO That's the standing charge for two meters, and you only have one. I've had it taken off, {amt} is what's left.
AgO You're right, it isn't possible. The reading had two digits swapped. A new bill's on its way, for {amt}.
AwO The estimate didn't know you were away. With your own reading it comes down to {amt}; I've sent that through.
AeO For an empty house you can have the lower rate from the day it was empty. I've backdated it to {date}.
AeO It should have been on the empty rate since your mum moved out. It is now, from the first day.
AwO No, it can't be right if you weren't there. I've swapped the estimate for a real reading and it's {amt}.
AgR That estimate looks high to me too. A photo of the meter today and I can have it done again by <Friday|tomorrow>.
FR Right, reading's {meter}. Does that help? => A lot, thank you. That brings it to {amt}. New bill in about three
  days.
FO So was I overcharged before as well? => I checked back a year: only this one. It's noted so it shouldn't happen
  twice.
FR Why do you estimate at all, I've a smart meter? => It stopped reporting for a while, so the system guessed. I've
  asked for it to be woken up.
FO When do I get the money back? => It's in your balance today. If you'd like it in the bank, say so, it takes five
  days.
FT And the catch-up, what's that for? => Days at the end of {lastmon} that missed the last bill. It won't come again.
@ wrong
Qn Bill's in my ex's name again. I've asked {n} times.
Qa You've billed us for number 14. We live at 41.
Qt Got two bills on one day, {amt} and {amt2}. Which one's real?
Qx My dad died in {lastmon} and you're still sending bills addressed to him. Please stop.
Qc Charged for broadband I cancelled on {date}.
Qs The bill has a "services" line of {small}. What service?
Qf I've got a final bill and then another final bill. How final is final?
Qd My bill says no discount. I was promised one by your own {agent}.
Qe Estimated, estimated, estimated. {n} bills running.
D It's been like this since {lastmon}.
Dnx I've sent you the paperwork.
D The letter just repeats the bill.
D It's making me ill, to be honest.
K Can you put it right?
K Who can change it?
K Can a human read this one?
An I'm sorry. The name's been changed today on both accounts, and I've checked the next bill: it's right.
At The one for {amt} is real, the other was cancelled but posted anyway. Please bin it.
Ax I'm very sorry about your dad. Nothing more will be sent; somebody from our bereavement team will ring, once, when
  it suits you.
Ac That shouldn't have been charged after {date}. It's off, and {small} is coming back to you.
As "Services" is the router rental, which should've ended when you sent it back. I've had it removed.
Ad The discount wasn't added when you joined. It has been now, from the first day.
Aa 14 and 41 are the right way round now, and number 14's bill has been taken off you.
Aa You've had your neighbour's bill, they've had yours. Both have been put right, and you only owe your own.
Ae That many estimates in a row isn't right. Somebody will come and read it on {next}, and we'll start again from
  there.
Af The second one. It has the closing reading in it; the first was made a day early.
An Your name only, from today. I've asked for the old one to be taken out of the archive too, so it can't come back.
Ad I've heard the call, {agent} did promise it. It's on, and backdated.
As It's a boiler cover that was added by mistake. It's off, and three months of it are coming back.
Ac The cancellation's there, dated {date}. Whoever billed it didn't look. Corrected.
Ax I'm so sorry. I've stopped everything in his name by hand, and one person has the account now, who'll write to you.
At They crossed. Pay {amt} and forget the other, I've had it taken off the system.
Fnx And the letters? They're still coming. => There's one more in the post that I couldn't stop. After that, none.
Fnacsdet Thank you. Why couldn't the phone team do that? => They didn't have the form. It isn't your job to know which
  form.
Fctf Will it show on my credit file? => No. I've checked, nothing was reported.
@ missing
Qm No bill since {lastmon}. I know what comes after that, one enormous one.
Qm I haven't had a bill for {n} months. Should I be worried?
Qa Where do I find my bills online? The app shows a blank page.
Qm Bill was due on {date}, nothing's come, not even in the spam.
Qn Can I have paper bills for my nan? She hasn't got an email and never will.
Qq You've gone paperless on my behalf. I don't remember asking.
Dm I'd rather pay as I go than in one go.
Da The app says "no documents".
Kma Where is it?
Kma Can you send one?
Am It's been held because the meter and the address don't match on our system. I've had that fixed, the bill follows
  {next}.
Aa In the app: the three lines, then Documents. If that's blank, log out once and in again; it was a fault this week.
An I've switched your nan to paper and asked for the last three to be printed. No charge for paper.
Am It's stuck in checks because of the size of it. Somebody's looking today, and you can pay it over as many months as
  it covers.
Aq You're right, you were switched without being asked. Paper's back on, and it stays on.
Aa It's a known fault since the last update. I've put the last three into an email, on its way.
An Paper bills for your nan: done. In big print as well, if she'd like that?
Fm How many months can I spread it over? => As many as we were late. It's only fair. Shall I set it up?
Fa Found it, the three lines. Who hides a menu in three lines? => Everybody, sadly. Glad it's found.
# payment Billing
H I've asked Billing and they've a reply time of <two working days|a couple of days>. I'll come back to you either
  way.
H It's with Billing now. I'll chase if I haven't heard.
@ dd_increase
Qc Direct debit's going from {dd0} to {dd} and I'm in credit. Explain?
Qn You've put my direct debit up to {dd} without asking. Put it back.
Qc Email says my payment changes to {dd}. I'm {amt} in credit!
Q Why's my direct debit {dd} when my actual use is {dd0}?
Q Third change to my direct debit since {lastmon}. Make your mind up.
Qh {dd} a month. I don't have it. What happens if I can't pay that?
Q Who decides the direct debit, a person or a dartboard?
D I've done the sums three times.
D I only found out from my bank.
D Use has gone down.
D Pension day's the 28th, by the way, not the 1st.
K Can it go back to {dd0}?
K Who works this out?
K Can you change it?
Ac It looks a winter ahead, which is why it goes up with money still in the pot. You can set it at {dd0} in the app
  until spring.
A The sum used an old estimate. With your real readings it's {dd0}, and it's been put back to that.
An You should have had ten days' notice and you didn't. I've put it back to {dd0} while Billing look at it.
Ah Please don't cancel it; we can hold it at {dd0} for three months, and someone will ring about a plan that works.
A> Billing came back to me today: the increase was a mistake on about 400 accounts, yours among them. It's {dd0}
  again.
F And if I'd rather pay what I use? => You can, monthly on the bill. It costs a little more in winter and less in
  summer.
F Which day does it go out? => The 1st. It can be any day to the 28th, just tell me which.
F It still says {dd} in the app. => It takes a night. If it's still there tomorrow I'll get it changed by hand.
@ refund
Qg I'm {amt} in credit and I'd like it back. Asked on {date}. Still waiting.
Qf Final bill says you owe ME {small}. So where is it?
Qg Refund was "five working days". That was {wks} ago.
Qg You've had my {amt} since {lastmon}. If I owed you that you'd be at the door.
Qb How do I get my credit back? The button in the app is greyed out.
Qq Cheque came in my late wife's name. I can't pay that in.
D Spoke to {agent}, who was lovely, and nothing happened.
D It's my money.
Dgf Got the email that says it's been approved.
Dgf Christmas is coming.
K When will I get it?
K Can you chase it?
K Where's it gone?
Agf It was approved on {date} and then sat there, because the bank details had changed. It's been released, allow
  three days.
Ab The button's grey until there's a reading from the last two weeks. Send one and it comes alive.
Aq I've asked Billing to cancel the cheque and pay by transfer instead. I'm sorry you had to explain that to us.
Af {small} left us this morning. You were right, it should have gone weeks ago.
Ag> Billing have confirmed it, at last: {amt} was sent on {fixed}.
Ag I've found it: sent on the right day, to an account you'd closed. It goes to the new one today.
Ab The button needs a reading first, which it doesn't say. Tell me today's and I'll press it from here.
Fgfq Nothing in my account yet. => It can take until {next}. If it isn't there by then, write here and I'll ring the
  bank team.
Fgf Got it. Was that so hard? => It shouldn't have been. Thanks for letting me know.
Fgf Do you pay interest on that? => We don't, but there's a payment for being late: {small}. I've asked for it.
@ taken_twice
Qt You've taken {amt} twice. Same day, same amount. I've now got a bank charge as well.
Qt Payment's gone out on the 1st AND the 3rd. I'm overdrawn because of you.
Ql Direct debit taken after I left you on {date}. How is that legal?
Qs I paid by card in the shop, now you want the same {amt} again.
Qw Took {amt2} instead of {amt}. That was the food shop.
D Bank says it's you.
D I've screenshots of both.
D Rent's due on {day}.
K Can I have it back today?
K What are you going to do about it?
K Who pays the bank charge?
At I can see both, and one's ours to give back. It's going out as a same-day transfer, and we'll pay the bank charge
  too.
Atlw Please ask your bank for an indemnity refund, that's the quickest way to have it today. I'll make sure we don't
  dispute it.
As The shop payment hadn't been matched to your account. It has now, and nothing more will be taken.
Al That one crossed in the post with your closing date. {amt} is on the way back.
Aw It took the whole balance and not the monthly sum. The difference goes back to your bank today.
As I've the shop's receipt here, you did pay. It's been stopped before it left your bank.
Ftwl What do I send for the bank charge? => A photo of the line on your statement is plenty.
Ftwl Bank says three days. It's food money. => Message us a number and someone will ring you in the next hour. There's
  a hardship fund for exactly this.
@ struggling
Qf I've fallen behind and I'm scared to open the letters. Can I talk to someone?
Qf Lost my job in {lastmon}. I can't pay {amt2} in one go.
Qp Prepay meter's on emergency and I don't get paid till {day}. Two kids.
Qc Is there any help with bills for carers? I look after my brother.
Qd Got a letter about debt collectors for {amt}. I've been paying every week!
Qc Do you still do the warm home thing? Website's a maze.
Dfd I've never missed one before.
Df I don't want to cry on the phone to somebody.
Df I can do {small} a week.
K What are my options?
K Can you help?
K Who do I ask for?
Af I'm glad you wrote. You won't be cut off. Message us a number and a time and one of the team rings you, no
  recording to go through.
Af I've put a hold on the letters for 60 days. {small} a week is fine as a start, and I've noted it.
Ap I've had {small} put on your meter just now, press A on the box to take it. And there's a fund that doesn't need
  paying back.
Ac There's extra help for carers, yes. It's {small} off a year plus the priority register. I can start it from here.
Ad That letter should never have gone to somebody on a plan. It's been recalled, and the collectors have been told.
Ac The warm home money opens in October and it's a one-page form. I can send it with the easy bits filled in.
Ap I can see it. Press A and hold it for three seconds, {small} is waiting there.
Ad I've pulled it back from them, and you won't hear from them again. You'd kept to every payment.
Fp Pressed A, it's on. Thank you. Do I have to pay that back? => No. That one's a grant.
Ffd Does the hold affect my credit score? => No, a plan you keep to isn't reported.
Ff Can my sister ring for me? => Yes, once you tell us her name. Here in a message is fine.
"""

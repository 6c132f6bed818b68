"""What the social team asks its colleagues, as it stands in the log of hand-offs. One section, one bundle."""

TEXT = """
# ask/outage/broadband
<Broadband off in {d}|{d} is off again|No broadband in {d}>, <any word on when it's back|do we have a cause|what can I
  say>?
Is {d} the same fault as {d2}, or a new one?
<{pc} off|Whole of {st} off>, they say. <Do we know about it|Is it on your board>?
When is {d} back? <Rough will do|Even a guess helps|They don't believe the status page>.
Status page says all fine in {pc}. <It isn't|Customers say otherwise>. Who's right?
ETA for {d}? We've got people asking every <few minutes|ten minutes|hour>.
<Router light {light} in {d}|{d}, router {light}>. Fault with us or with their kit?
Can I tell {d} it's <fixed|a repair today|a cable>, or not yet?
What happened in {d}? <One line for the public, please|In words my nan would understand>.
Is anyone on site at {road}? People there have seen a van.
# ask/outage/power
Power cut in {d}, <how many homes|since when|what's the cause>, and when is it back?
<Lights out on {st}|{d} without power>. Is it ours or planned?
Is a crew on its way to {d}? <They've medical kit in the house|Somebody there runs a stair lift|Freezer's the worry>.
What can I say about {d}? The map shows nothing.
{pc}: do we have a time for the power?
Is it the fault by {road} again?
# ask/outage/planned
Planned work in {d}: <from when till when|which streets|is it still on>?
They got <no letter|two letters|the card after the day> about the work in {d}. What went wrong?
Was {st} on the list for the planned work?
# ask/outage/review_network
Review about outages in {d}. <Is that fair|What have we done there since>?
One star because of the network round {d}. Anything planned there that I may mention?
# ask/slow_broadband/evenings
Slow every evening in {d}. <Is the exchange full|Is that known|Do we plan more capacity>?
{mb} instead of {mbpaid} in the evening. <What should they get there|Line test please>?
Is {d} one of the places waiting for an upgrade?
What's the honest answer for {d}, evenings? They've done every test we sent them.
# ask/slow_broadband/drops
Line drops all day on {st}, {d}. Could you look at <the log|the line|the joint>?
<Third|Second> router and it still drops. <Line or kit|Send somebody, or not>?
Drops <when it rains|several times a day>. Can we test the line from here?
Is there a known problem in {pc}? Router goes {light}.
# ask/slow_broadband/upgrade
When does {d} get the upgrade? <The letter said spring|We told them {lastmon}>.
Upgraded on paper, not in the house. What's missing in {pc}?
Pays for {mbpaid}, gets {mb}. Can the line do more?
# ask/engineer_visit/missed
Nobody came on {day}. <What happened|Why|Were they told>? And when's the next slot?
Missed visit on {st}, {nth} time. <Can you get them in this week|Next date please>.
Text said "engineer on his way", nobody came. <Where did he go|Which van was that>?
Job closed as done in {d}, customer says nobody rang. Who was there?
Can {eng} or anyone ring them about the missed visit?
# ask/engineer_visit/waiting
Waiting {wks} for an engineer in {d}. <Is there a date|What's holding it up>?
Install in {pc} stuck. <Wayleave, duct or diary|What do I tell them>?
Can you bring forward a visit? <Works from home|Baby in the house|Elderly parents>, {d}.
Is {next} still right for the visit on {st}?
# ask/engineer_visit/streetworks
Hole outside a house on {st}. <Ours|Whose is it>? When's it filled?
Barriers on {road} since {lastmon}. <When do they go|Do we still need them>?
They say our trench in {d} wasn't made good. Can someone look?
Do we have a permit for {road}? The council page says it ended.
# ask/safety
Cabinet open on {st}. Is somebody on it?
# ask/bill/too_high
Bill of {amt} after {dd0} the month before. <What's behind it|Is that a catch-up>?
Has the price gone up or the use? {amt}, account's in the inbox.
{amt} for a small flat in {d}. <Read or estimated?|Please look at the readings.>
Customer thinks {amt} is wrong. <Can you check the dates|Is there a second meter>?
# ask/bill/wrong
Bill with the wrong <name|address|tariff>, asked {n} times already. <Who can change it|Can you put it right>?
Final bill, then another final bill. Which one stands?
Two bills in one day, which is the right one?
Old discount missing from the bill. <Is it due|Has it run out>?
There's a line of {small} on the bill nobody can explain to me. What is it?
# ask/bill/missing
No bill since {lastmon}. <Is it stuck|Has it gone to the old address>?
Bill doesn't come, reminder does. <What happened?|Please stop the reminders.>
Online bill won't open, paper one never came. Can we send a copy?
# ask/payment/dd_increase
Direct debit up from {dd0} to {dd}. <Why|Can it be less|On what reading is that>?
{dd} a month. <Can we review it?|They're {amt} in credit, they say.>
What's the lowest we could set this direct debit to?
# ask/payment/refund
Refund of {amt} promised {wks} ago. <Where is it|Has it gone out|Which account did it go to>?
In credit by {amt2}. When do they get it back?
Refund went to a closed account. What now?
Who signed off the refund of {amt}? They've heard three dates.
# ask/payment/taken_twice
{dd} taken twice this month. <Ours or the bank|Can we give it back today>?
Second payment of {dd} on the same day. <What should I tell them?|Please reverse it.>
Paid in the shop and by direct debit. Who gives it back?
# ask/payment/struggling
Can't pay this month, asks for a plan. <What can we offer|Could someone kind ring>?
Behind by {amt}. <Can we pause the letters|Is there help from the fund>?
Payment plan: can it be spread over a year?
# ask/meter_reading/rejected
Reading {meter} rejected. <Is the old one wrong|Can you enter it by hand>?
Form won't take the reading. <Digits swapped|New meter not on the account yet>?
They've sent {n} photos of the meter. Can someone put the number in?
# ask/meter_reading/smart
Smart meter hasn't sent anything since {lastmon}. <Is it dumb now|Can we wake it|Who visits>?
Display blank in {d}. Do we send a new one or not?
Smart meter, and still estimated. Why?
# ask/meter_reading/estimated
Estimated at {meter}, real one's lower. <Can you rebill?|New bill, please.>
Estimates since {lastmon}. Why does nobody read it?
# ask/moving_house/moving_in
Moved in on {date}, we've still got the last people on it. <Change it, please.|What do you need from them?>
New in {d}, letter to "the occupier". <Is there an account|Can you open one>?
Who supplies {st}? They've moved in and don't know.
# ask/moving_house/moving_out
Moved out on {date}, still paying. <Final bill, please.|Did their form come in?>
Final reading given {n} times. Do you have it?
Last tenant's debt in their letterbox. Can we stop that?
# ask/moving_house/broadband_move
Moving the broadband to {d}. <Is there a line|First free date|Will they be without>?
Line at the new place says "not ready". How long?
Same router at the new address, yes or no?
# ask/account/login
Login loop in the app. <Account locked|Known fault>?
Password mail doesn't arrive. <Which address do we have|Can you reset it>?
Account shows somebody else's address. Please look at this one first.
# ask/account/phone_queue
{mins} in the queue, then cut off. <Can someone ring back|What's going on at the phones>?
Cut off {n} times today. Could you ring them, number's in the inbox?
Why are the waits so long this <week|month>? I need a line for the public.
# ask/tariff/cheaper
Which tariff is cheapest for <a couple|a family of four|a flat> in {d}?
New customers pay less, they say. <True|May they have it too>?
Deal ends {date2}. What can we offer to stay?
Is Fixed or Flex better for them? About {dd0} a month.
# ask/tariff/ev
Night rate for the car: <from when|which charger|does it need a smart meter>?
EV tariff: can they have it with an old meter?
# ask/tariff/switching
Wants to leave. <Exit fee|Notice|When does the contract end>?
Switch to us stuck since {date}. Who's blocking it?
# ask/availability/fibre_when
When does <{st}|{d}> get fibre? <Last date was {lastmon}|Quarter is enough>.
Is {d} in this year's plan?
They have {n} neighbours who'd sign. Does that move anything?
# ask/availability/coverage
Checker says no at {st}, next door has it. Who's right?
Can we do broadband at {pc}, <the farm|the new estate|above the shop>?
# ask/compensation/claim
Claim sent on {date}, no word. <Where is it|Who has it>?
What do we pay for {hrs} without service? <Scheme or goodwill|May I name a sum>?
Do we pay for the {device} after the surge? <Please say yes or no.|What do they need to send?>
Is "third party" still our line? They won't take it.
Cracked drive, contractor sent them to us. Whose is it?
# ask/compensation/contract
Says they never agreed to the contract. <What counts here|Do we have the recording>?
Price went up in the contract. <May they leave|What does clause 9 say in plain words>?
Exit fee after a move. Right or not?
Can they get out of it early? {small} fee, {wks} left.
# ask/privacy/data
Wants their data, month's nearly up. <Where's the file|Who sends it>?
Got somebody else's bill. <Do we report that|What may I say>?
Wants to be deleted. What do we keep, and why?
Marketing after unsubscribing {n} times. Who can stop it?
# ask/privacy/scam
Is this call from us? <Number's in the thread|They want card details>.
Somebody at the door in {d} with our badge. Do we have anyone out there?
Text with our name and a link. Can we warn everybody?
# ask/green/source
Where does our power come from, in one sentence, with a number?
Is "100 %" right for this tariff? They're asking for proof.
# ask/green/solar
Export payment missing. <What's the hold-up|Which form do they need>?
What do we pay per unit for solar at the moment?
# ask/green/heatpump
Heat pump in a terrace: <do we fit them|what grant is left|who surveys>?
Installed in {lastmon}, nobody showed them how. Who goes?
# ask/jobs
Is {role} still open? They've applied and heard nothing.
Applicant waiting since {lastmon}. Can somebody write to them?
Careers form crashes. Who looks after it?
When do the apprenticeships open?
# ask/shop
Review of {shop}: <is that right|what happened|who was in on {day}>?
Sold something they didn't want in {shop}. Can we undo it?
What are the opening hours in {shop} over the holiday?
They waited {mins} in {shop}. Were we short of people?
Wrong router handed out in {shop}. Can they swap it there?
Desk in {shop} sent them to us, we'd send them to the desk. Who decides?
# ask/praise
Praise for {eng}. Could you pass it on, and may I use the name?
Who was the engineer in {d}? Somebody wants to thank them.
# ask/community
Do we sponsor {club} this year? They've asked in public.
Are we at {event}, and if so, who with?
# ask/approval
May I post this answer on {d}? Draft's in the folder.
Draft answer for sign-off, please. <It's public|It names a sum|Three lines>.
OK to say we'll pay {small}?
Wording on the claim, please check: "we are looking at it again".
Please approve: apology, no admission.
Can I call it "our mistake"? It was.
May I give a date? Draft says {date2}.
Is "as a goodwill gesture" fine here?
OK to name the street in public?
Sign-off for the answer on the price rise, please.
# ask/again
And they've come back: still not <solved|clear|happy>. <What now|Anything to add>?
Follow-up question on this one, please see the thread.
They say <it isn't so|that didn't help|nobody rang>. Could you look once more?
New question from the same customer. <Same answer|Do you know>?
They want to know why. <Can I tell them|One line is enough>.
They've answered us, and there's a second question in it. <Yours too|Can you take that one>?
Thanks for the first answer. Now they ask <what happens next|how long|who pays>.
{first} isn't having it. <Is there anything else we can say|Is that really the last word>?
Customer did as you said. <Nothing changed|Same as before>. Next step?
Please have a look at what they wrote <today|just now|last>. <New fact in it|Is that possible>?
We promised to come back on this one. <Any news|Anything>?
Same thread, <different|another> question. I'm out of my depth.
They've sent <a photo|the reading|the letter>, it's in the folder. Does that change anything?
# ask/passed
From Legal, they say this is yours. <Can you answer it|Is it>?
Legal passed this one to you. <{first}'s|Customer's> still waiting.
Legal say you have the file. <Do you|May we have an answer|Since {day}, apparently>?
Passed to you from next door, it's about {small}. <Yes or no will do.|Who decides?>
Went to Legal first, wrong address it seems. <Can you say what happens now|Could you answer {first}>?
Legal: "not a legal question". <Then what is it?|So over to you, sorry.|Your turn, I'm afraid.>
Not Legal's, apparently. <Could you take it|Yours>?
# ask/quoted
<What do I tell them|What can I say|What's the answer>?
Can you <answer that|help|look into it>?
<Do you know|Is that so|Can that be>?
<True|Right or wrong>? And what do we do about it?
<One line from you|A sentence from you|The facts>, please.
Yours, I think. <How do I answer|What now>?
# ask/tail
Public thread, so short please.
They've asked twice.
Need it by <noon|four|the end of today>.
Screenshot's in the folder.
Lots of people reading this one.
I'll write the answer, I only need the facts.
Local paper has shared it.
Ring me if that's quicker.
Sorry to bother you again.
Thanks!
# ask/note
Second time we ask this week.
Answered by phone.
See also the thread from yesterday.
Team meeting says: try the duty desk next time.
Answer was for a different street, asked again.
Wrote it down afterwards, times are from memory.
Customer had the answer from a neighbour first.
Out of office, no deputy named.
Sent on by email as well.
We used the text from last year.
Not sure who owns this.
Good answer, keep for the next one.
# ask/closed
Answered without them.
<Customer|The public> has an answer, closed.
<Sorted|Solved> without an answer from <inside|the department>.
We used <the status page|last month's answer|what the shop said>.
No answer came, and it isn't needed any more.
Went quiet, closed.
Tidied up at the end of the week.
"""

"""What people write to Brackenlight about meters, moving house and getting through, and what it answers."""

TEXT = """
# meter_reading Customer_Service
H I've asked Customer Service to look at the meter's history. Back to you once I have it.
@ rejected
Ql Your app won't take my reading. "Lower than expected." Well it would be, I've been careful.
Ql Tried to put in a reading {n} times and it says "something went wrong".
Qt Website's timed out again while I'm in the cupboard with a torch reading numbers.
Qr Do you want the red numbers or not?
Qn Day and night readings are the wrong way round on my account. Have been since {lastmon}.
Qt Tried to send a reading before the price change and the site fell over.
Qh How do I read this meter? It shows five things, one after another, all different.
Dltn I've got a photo.
Dlt It's the 1st tomorrow.
Dlt I'm 79 and I did it right.
Dlth The shelf's in the way, the torch is dying.
Klt Can I just tell you it?
Klh What am I doing wrong?
Klt Can you put it in for me?
Alt You're doing nothing wrong. Post it here or send a photo and I'll put it in by hand, with today's date.
Ar No red ones, just the black from left to right. Thanks for asking, most people don't.
An I've swapped day and night and had the last two bills done again. You're {small} better off.
At The site couldn't cope with everyone at once. Readings are accepted until the 7th for that date, so nobody loses
  out.
Ah Press 9 on the keypad until it says "IMP KWH". That's the number we need.
Ah Only the long one counts: five digits, no decimals. Ignore the ones with a T.
Ar The black ones, left to right. The red would make you look like a factory.
An They were crossed at the meter, not by you. It's been swapped, and I've asked for the bills to be done again.
Flt It's {meter}, photo attached. => That's in, dated today. No estimate this time.
Flt Will you bill me on that one? => Yes, the next bill uses it.
Fh Is that per day or total? => Total since the meter was fitted. We take the last one off it.
@ smart
Qs Smart meter hasn't sent anything since {lastmon}. Not so smart.
Qs In-home display just says "connecting" for {wks}. It's a very expensive clock.
Qs Switched to you and the smart meter went dumb. You said it wouldn't.
Qn I don't want a smart meter. That's the {nth} letter.
Qw When do I get my smart meter? On the list since {date}.
Qd Display says {small} today. We've been out all day. What's it counting?
Ds I still go out with a torch.
Ds It worked with the last lot.
Ds We live in a dip, signal's poor.
Ks Can you wake it up?
Ks Who fixes that?
Ks What now?
As I've sent it a signal to reconnect, which takes up to a day. If it's still quiet after that we'll send someone.
As It's the aerial: in a dip like {d} they need the longer one. I've ordered it, fitting is {next}.
An You've been taken off the list, no more letters. You don't have to have one.
Ad The display counts the standing charge at midnight, so it never starts from nothing. The rest is the fridge.
Aw You're on the list for {d}: they do your streets from {next}.
Aw It's {next} for your street. You should get a letter before that, but now you've heard it from me.
An Message received. You're marked "no smart meter" and the letters stop.
Ad That's the standing charge plus whatever's on standby. With everything off at the wall it should sit still.
Fs It's been a day. Still "connecting". => Then it needs a visit. First is {next}, and you needn't be in if it's
  outside.
Fs Woke up! 14 days all at once. => Excellent. It'll have kept them all, so nothing's lost.
@ estimated
Qg You keep estimating and I keep sending readings. Do they go in the bin?
Qg Estimated again, 900 units over. I sent you the real one on {date}.
Qp When was my meter last read by an actual person?
Qg My estimate says I used more than the whole of {st}.
Dg With photos.
Dg Every month since {lastmon}.
Kg Why bother asking for readings?
Kg Can you correct it?
Ag Your readings did come in, but two days after the bill was made. I've moved your bill date to the 5th so they
  count.
AgB The estimate's been thrown out and your reading of {date} used. It comes to {amt}.
Ap Last by a person on {date}. I've asked for one this month, and you'll have a new bill after it.
Ag It's made on the 2nd and you read on the 4th, so they miss each other every month. I've moved the bill to the 6th.
FB How's {amt} worked out? => Units times price plus the standing charge. I've sent you the three lines in a message.
# moving_house Customer_Service
H I've passed the dates to the home move team. I'll post here when they've confirmed.
@ moving_in
Qa Moving into {st} on {next}. What do I need to do?
Qa We've just moved to {d}. <Previous people left a prepay key|No idea who supplies us|There's a meter and no
  paperwork>. Help?
Qo Got the keys on {day}, and there's a bill waiting for "The Occupier". Already!
Qt Moved in {wks} ago, you're still chasing the old tenant here. Letters every week.
Qn New build in {d} and your website says my address doesn't exist. I'm sat in it.
Qr Moved house, took a reading, and can't find where to send it. We were with you at the old one as well.
Qp The last owner left {amt} on the prepay meter. Am I paying off someone's debt?
Dto Three letters in red so far.
D Everything's in boxes.
Dar I've got the reading from the day.
Dta The landlord shrugs.
Ka What happens next?
Katr Who do I tell?
Kar Can you set that up?
Aar Welcome to {d}. All we need is the date, a reading and a name; you can send them here in a message.
At Letters to the old tenant stop from today. Put anything still in the post back in a postbox, "moved away".
An Your address does exist! It was missing its number in the postal file. I've added it, so try again after six
  tonight.
Ap Please don't top up on that key, it carries the old debt. I've ordered you a new one, you can fetch it in the shop
  tomorrow.
Ao "The Occupier" starts the day you got the keys, not before. Tell me which day and I'll have it redone.
At I've closed the old name at your address. One more may be in the post already, after that it's quiet.
An The postal people call it Plot 12 and you call it home. I've linked the two, so you can sign up <tonight|now>.
Ao It's only made from the meter. Give us your name and the day you moved and that one disappears.
Ap None of it is yours. Hold the key against the meter once and the old debt's cleared, I've just sent it.
Aa Name, date and a reading, that's the lot. If you've no paperwork the number on the meter itself will do.
Faor Keys on {day}, reading {meter}. => That's all in. First bill comes at the end of the month.
Far Can we keep our tariff? => Yes, it moves with you, same price, same end date.
Fan And broadband? => The line's there already; it can be on {next}, no engineer needed.
@ moving_out
Qa Moving out on {next}. How do I close the account?
Qc Left {st} on {date}, gave a final reading, you're still charging me.
Qr Final bill's for {amt} and the reading's wrong by a mile. Photo says otherwise.
Qd Moved to {d2} and you've shut down both addresses. We're in the dark, literally.
Qc Landlord says I owe for {wks} after I left.
Ql My tenant's gone and left. Who pays until I find a new one?
Dcr I've the email with the reading.
Drc Photo with the date on it.
Dc The new people are already in.
Kac Can you close it?
Kc Where's the final bill?
Kcrl Can someone sort this?
Ac Closed as of {date}, with your reading. The final bill will be lower, and anything over comes back within ten days.
Ar I've seen the photo and it's clear. Final bill's being redone from it.
Ad We closed one too many. The new address has been opened again, and they've promised no cut. I'm sorry.
Aa All I need is the date and a reading on the day. We'll do the rest, including telling the new people's supplier.
Ac You owe up to the day you left and not a day more. I've written that on both accounts.
Al Between tenants it goes to the landlord, on the lowest rate, and stops the day the next one signs.
Ad I've put {d2} back on. It was linked to the old account by mistake and went down with it.
Aa You can do it here. Date, reading on the day, where to send the last bill, and that's you done.
Facr Forwarding address, where do I put it? => Send it in a message and I'll add it, so nobody else reads it.
Facr When's the final bill due? => Within six weeks by law, usually two.
Fa Reading on the day is {meter}. => Thank you, that's the one we'll use.
@ broadband_move
Qs Moving on {next}, ordered broadband for the new place, now told "{wks}". We both work from home.
Qt Can I take my broadband with me to {d2} or do I start again?
Qf You want {small} to move the line 200 yards.
Qn Moved on {day}. Phone number's gone to a stranger on {st}.
Qs Old house cancelled early, new house not started. Perfect gap, well done.
Ds I gave you six weeks' notice.
Ds It worked for the last owner up to the day she left.
Ks Any way to speed it up?
Ksf What can you do?
Knt Can I keep the number?
As It can be quicker: the line's live from the last owner. I've moved you to {next}, no visit needed.
At You take it with you, same deal and same number. Fibre at {d2} is the same price.
Af The {small} is waived if you stay a year. I've taken it off.
An I've got your number reserved again, it'll be back on {next}. I'm sorry to you and to the stranger.
At It comes with you. Tell us two weeks before, and on the day it's only a plug.
As I've asked for an earlier slot: {next} is the best there is, and I'll lend you a dongle until then.
Af 200 yards is 200 yards. I've had the fee taken off.
An It was given away two days early. It's coming back to you on {next}, and I've asked how that happened.
Ftsf Does the router come with me? => Yes, pack it last and plug it in first.
Fs If it's not on by then? => Then we lend you a dongle. I've put one by in the shop.
# account Customer_Service
H I've asked the app people. Answer as soon as there is one.
@ login
Ql Can't log in. Reset my password, got the email, the link's expired. {n} times.
Qa Your app logs me out every time I open it. I just want to see one number.
Ql It says my email isn't recognised. You email me at it every day.
Qc The code never comes. I've had {n} codes at once, at midnight.
Qn New phone, new number, and you'll only send the code to the old one. How do I get in?
Qa App crashes when I press Usage. {device}, latest version.
Qt Why do I need two accounts for energy and broadband? Two logins, two passwords, one me.
Dlac Tried it on the laptop as well.
Da Deleted it, put it back.
D Chat robot asked me to log in to ask about logging in.
Klacn What now?
Kacl Is it just me?
Kl Can you reset it?
Al The link works for ten minutes only and the email takes twelve, which isn't clever. I've reset it by hand, try the
  newest one.
Aa It's the latest version, on some phones. There's a fix out tomorrow; until then the website works.
An Send us the new number in a message, with your postcode, and I'll change it after two questions.
Ac Codes were stuck last night. They're coming through again, so use only the newest.
At Two logins is how we grew up, not how it should be. They become one on {next}.
Ac Our text provider had a bad night. If none comes in ten minutes, choose "ring me" instead.
Aa Take the app off and put it back, once. I know. It's the one thing that helps until tomorrow.
Al I've sent a new one by hand that lasts an hour.
At Because we bought one and built the other. They're being joined on {next}.
Fl In! It wanted a capital letter. => They always do. Glad you're in.
Fa The website shows last month only. => Under Usage, change "Month" to "Year" at the top right. It's tiny, I know.
@ phone_queue
Q On hold for {mins}. The music has started to know my name.
Q Rang at {since}, was cut off, rang again, cut off. Is that how you shorten the queue?
Q Can I not just email someone? Anyone?
Q {n} people so far, {n} times my date of birth, no answer.
Q Your robot doesn't understand my accent. I'm from {d}!
Qr "Your call is important to us." {mins} of it.
D I rang about one line on one bill.
D Lunch break's gone.
D It's a freephone number, so at least one thing's free.
K Is there another way?
K Can you ring me?
K What are you lot doing in there?
A Another way is this one. What's it about? Send it in a message and I'll see to it.
AR I can have someone ring you: give us a number and a two-hour slot in a message. They'll ring once and try again
  after ten minutes.
A Mondays until 11 are the worst. Tuesday afternoon nobody waits more than five minutes, for what it's worth.
Ar Say "agent" twice and it gives up. You didn't hear that from me.
Fr Said agent twice. It worked! => I'll deny everything.
FR Ring me after 4 then, number's in your messages. => Got it. After 4 it is.
"""

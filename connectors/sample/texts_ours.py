"""What Brackenlight says on any subject: asking for details, apologies, offers, goodbyes. One section, one bundle."""

TEXT = """
# dm_ask
Can you give me the account number? By private message, please.
I'd need to see the account for that. Message us the postcode and a name and I'll start.
Could you drop us a message with your details? I'd like to see what's on the account.
Let me check it against the account. Send us the number in a DM when you've a minute.
That wants looking at. Which account is it? Please answer in a message, not here.
Right, let's have a look. Name and postcode in a private message, please.
Can you <DM|message> us your account number and postcode, <and I'll take a look|then I can see what's happened>?
I'd like to look into that. <Please send|Could you send> me your account number in a private message.
Let's sort it. Send us a DM with your name and postcode, please, not on here.
Would you message us your postcode and a good time to ring?
I can't see that without your details. A private message with your account number is best.
Sorry about that. If you message us your account number I'll go through it <today|now>.
Could you DM me the first line of the address and the name on the bill?
That needs your account in front of me. Message us, and don't post the number here.
Happy to look. Account number and postcode by message, please.
# dm_ask_inside
Of course. What's the account number and the postcode, please?
I can look into that. Could you give me the name on the account and the postcode?
Thanks for getting in touch. I need the account number and the first line of the address to go any further.
Sure, just two checks: postcode, and the date of birth on the account, please.
Let me see. What's the account number?
Happy to help. Which address is it about?
# got_it
Thank you, I've found you.
Got it, thanks.
Thanks, that's all I need.
Found it.
Thanks for that.
Thank you, I can see it now.
Thanks, with you.
That's come through.
# bye
You're very welcome!
No problem at all.
Any time. Have a good <evening|day|weekend>.
Glad to hear it!
Pleasure. Shout if it happens again.
You're welcome, {first}.
Great, enjoy the kettle.
That's good to know, thanks for telling us.
Thank you for your patience.
# calm_down
We read everything, and we'd sooner help than be shouted at. What's happened?
<Happy to help|We'll help>, but please go easy on the people who answer here.
Somebody with a name reads this. Tell us what's wrong and we'll look.
That's not how we talk here, thanks. If something's gone wrong, <tell us|write to us> what it is.
We're sorry you're so cross. What can we do?
# reaction
<Thank you|Thanks, {first}>. That's <made our day|gone round the whole office|on our noticeboard now>.
<Made us smile|We laughed out loud|The whole desk is smiling>, thank you.
Lovely to read, {first}. <Thank you for taking the time|It goes up on the wall>.
Noted, {first}, with a smile. Thanks for <joining in|writing to us>.
# make_good
You've every right to say that. I've put it to the head of the team and copied in the dates.
I'd rather tell you what I don't know than dress it up. I'll write by tomorrow evening, with or without news.
Point taken. I've asked for a call back from somebody who can decide, between four and six if that suits.
It isn't a no, it's a "not yet", and I've asked when.
I've logged it as a complaint, so it has a number and a deadline. That helps, even if it doesn't feel like it.
That was a poor answer of ours, sorry. Here's the short one: it's with the right people since today.
You're right, and I'd be cross too. I've asked my manager to look at it today.
That's fair. I'll find somebody who can decide it, and I'll tell you who it is.
It wasn't copied, but I see why it reads like that. In short: I don't know yet, and I've asked.
I can't change it from here, but I can get someone to ring you who can. When suits you?
No, that isn't it. I've put it to the team again in your words.
I'm sorry, I misread your first message. Let me ask again, properly.
There is. She's called {agent}, she's read this and she'll be in touch.
I won't pretend that's a good answer. It's the true one at the moment.
You should have been told the same by both of us. I've flagged the call.
# late
Sorry, this one slipped through.
You've waited long enough, sorry.
Sorry to have left you hanging.
I know you've waited for this.
Not our finest hour, sorry.
Sorry, we should have been back to you by now.
I've only just got to this, my apologies.
Sorry, it's been busier than we can handle.
Thanks for waiting, and sorry that you had to.
Late, I know.
Sorry, we'd lost sight of this.
That's been too long a silence from us, I'm sorry.
Sorry it's taken us until <today|{weekday}> to come back to you.
Sorry for the <wait|slow answer|silence>.
I'm sorry you've had to wait for this.
Apologies, this should have had an answer <days ago|sooner|on {askday}>.
We've kept you waiting, sorry.
Sorry, I wanted to have a proper answer before I wrote.
Sorry for the delay.
That took us far too long, I'm sorry.
# sympathy
What a nuisance, sorry.
Sorry you've had the bother.
Thanks for telling us.
That can't be pleasant, sorry.
Fair enough to be cross.
Sorry you've had to ask.
Sorry about this.
Sorry to hear that.
I'm sorry, that's no fun.
That's not right.
Oh no, sorry.
I can see why you're fed up.
That isn't what we want to hear, but thanks for telling us.
Sorry for the bother.
# auto_closed
Thanks for your message! We're here Monday to Friday, 8 to 6, and will get back to you as soon as we can. Power cut?
  Call 0808 157 0105.
Thank you for getting in touch. Our office is closed at the moment. If you smell burning or see a line down call 0808
  157 0105.
Hi {first}, nobody's at the desks right now. We'll see your message first thing and answer it in the order it came.
# auto_open
Hi {first}, thanks for contacting Brackenlight. A member of the team will be with you shortly. For balance and bills
  try the app.
Hello and thanks for messaging us 👋 We aim to reply within one working day.
Got your message, thank you! It's in the queue, and a person will read it.
# leader
{first}, I run customer service here. I've read the whole thread, and it's not good enough. I'm on it today.
I've asked for the file myself, {first}. You'll have an answer from me by tomorrow noon, whatever it is.
Thanks for being so plain, {first}. We talked about your message in this morning's meeting, and two things change from
  {weekday}.
Hello {first}, Helen here, I look after customer service. My direct line's in your messages.
# our_tail
If I've got hold of the wrong end of it, say so.
You can answer here, I'll see it.
I'll check again tomorrow.
Sorry again for the runaround.
Come back to me <any time|whenever you like>.
I've asked to be told when it's done.
Thanks for bearing with us.
<Ask for me|Write here> if anybody tells you otherwise.
Shout if that doesn't do it.
Let me know how you get on.
If it isn't right by <Friday|the weekend|the end of the week>, come back to me.
Just reply here if it isn't sorted.
Tell me if I've missed the point.
Any trouble, say so here.
I'll keep an eye on it.
Hope that helps.
I've made a note so you needn't explain it again.
Does that answer it?
# over_to_help
I've asked @AskBrackenlight, our help team, to pick this up with you here.
One for our help team, I've shown it to them: @AskBrackenlight
@AskBrackenlight have the right screens for this, I've passed it across.
My colleagues at @AskBrackenlight will take this one, hang on.
# quoting
Good question, and it's come up a lot, so here for everyone:
Others will wonder about this too, so:
Answering this one out loud:
Worth a public answer:
# more_ours
Any of the lights still red?
Thanks, that rules one thing out.
And the sticker underneath, what does it say after "SN"?
That's the one. Hold it in for ten seconds.
Perfect. Now give it a minute to think.
Ignore that message, everyone gets it.
Could you send me a photo of the back of it?
It's just come up green on my side.
I've pushed something through, would you look again?
Don't worry, you can't break it.
Take your time.
Try the socket nearest the front door.
Under the three lines, then the little wheel.
OK, we're getting somewhere.
I'd do that too. Now the bottom one.
I'm going to restart it from here, you'll lose me for a moment.
Are you on wifi or on your mobile at the moment?
No rush, I'm here until six.
Would you try it once more, with the cable out?
I can see that from here, thanks.
Not yet, give it two minutes.
What does the light do now?
That's useful, thank you. Next one: which box do you have, the white or the grey?
Good. Now the same again with the other one.
Leave it with me, I'm asking next door.
Try it in a private window, if you know how to open one.
I'm still here.
"""

"""What people outside say on any subject: openings, chasing, details, thanks, discontent. One section, one bundle."""

TEXT = """
# hook_cross
Absolute joke.
Right, I've had enough.
{nth} time of asking:
Not happy.
Seriously?
Come on.
Unbelievable.
Here we go again.
Wow. Just wow.
You lot.
Ridiculous.
I'm at the end of my tether.
Who runs this outfit?
Shambles.
Hello? Anybody?
Yet again.
I give up.
Brilliant, just what we needed.
Couldn't run a bath, you lot.
Every. Single. Time.
I don't usually complain, but
Honest to God.
# hook_plain
Hi,
Hello,
{greet},
{greet} all.
Hi there,
Quick one:
Quick question:
Hiya,
Good {greet2},
Question for you:
Help please.
Dear Brackenlight,
Hello from {d}.
{greet}.
Not sure who to ask, so:
Can somebody help?
Me again.
Sorry to bother you on here.
# tail_cross
Sort it out.
Not good enough.
Absolutely useless.
Never again.
I'm this close to leaving.
You should be ashamed.
No wonder people leave.
My cat could run this better.
Won't hold my breath.
Do better.
Paying customer, in case you forgot.
What a shower.
Clowns.
I'm done being polite.
Don't tell me you value my custom.
It's not a big ask.
All mouth and no trousers.
I wouldn't trust you with a torch.
# tail_plain
Thanks in advance.
Thanks.
Please and thank you.
Cheers.
Ta.
Any help appreciated.
No rush, but soon would be nice.
Many thanks, {first}
Thank you.
Grateful for any pointer.
Hope you can help.
Regards, {first}
Fingers crossed.
# chase
It's been <a while|long enough>. Anyone?
Following up on this.
Do I have to ring?
Am I on mute?
<Hi again|Hello again>. Still no answer.
Just so you know, nothing's changed here.
Second time of asking.
Has anyone looked at this?
Sat here refreshing the page.
Don't make me write a letter.
I can see that you're online.
If you don't know, say you don't know.
My question from {ago}, in case it's slipped down the page.
Not had a reply to this, so here it is at the top again.
Waiting, waiting.
Any answer would do, even a no.
Can you at least say you've read it?
Third day running I've looked for a reply. Slight exaggeration, but only slight.
Prodding this one.
And?
Any movement?
Did this get lost?
Nobody?
Could someone please answer?
I'm still here, you know.
It'd be nice to hear something.
Ping.
Radio silence then.
Just want an answer, not a voucher.
I asked {ago} and it was a simple question.
Right, I'll try once more.
Any chance somebody reads these at weekends?
Still nothing??
Hello??
Any <news|update|joy> on this?
Is anybody there?
That was {ago}. Still waiting.
Bump.
Just checking you've seen this.
So nobody's going to answer?
I see you've posted <twice|since>, so somebody's at work.
Still waiting for <an answer|a reply|somebody to get back to me>.
Tumbleweed.
Anyone?
Another day gone.
Any chance of a reply before <Christmas|I retire|the kids leave home>?
Day {dayno} and counting.
I'd settle for "we don't know".
No reply on the phone either.
Sorry to nag, but have you had a look?
Following up on the above.
Shall I send a pigeon?
You answered the person below me. Was it something I said?
Have you forgotten me?
I can wait, but not for ever.
I asked {ago}. Anything?
# addendum
Postcode's {pc} if that helps.
Forgot to say: {d}.
Happy to send the account number in a message.
Typed that in a temper, but the question stands.
That was meant to have a photo with it.
Also, the link on your page doesn't work.
PS not blaming whoever reads this.
Excuse the typos, big thumbs.
And I've just seen I'm not the only one.
This is the second time I've written, by the way.
Should add, it's for my <mum|dad|nan|neighbour>.
# details_public
Done.
Sent.
DM sent.
Just messaged you.
Sent you a DM <just now|two minutes ago>.
I've DM'd you, name's {first}.
I already sent that <on {day}|to your colleague>, but here goes again. Sent.
It won't let me message you? Ah, now it has. Sent.
Message sent, thanks.
Have done. Over to you.
It's in your inbox.
Sent it, with a photo.
Messaged. Please don't lose it, it's my {nth} go.
Right, that's gone off now.
# details_inside
It's in {pc}, name of {surname}.
{acct}, {pc}
Account's {acct}. Postcode starts {pc}.
{surname}, {st}, {d}.
Sure, {acct}.
The name on it is {surname}, {pc}. The account number isn't on anything I've got.
Number's {acct}, I think. It's the long one?
{acct}. Is that all you need?
Under my wife's name, {surname}. She's sat next to me.
{pc}, and it's {surname} with two of everything.
# thanks
Thanks!
Thank you.
Thanks very much.
Cheers.
Great, thanks.
Brilliant, thank you.
Thank you so much!
Ok thanks.
Ta very much.
Perfect, thanks.
Lovely, thank you.
Thanks for your help.
Cheers, appreciated.
Thanks everyone.
👍
Super, thank you.
That's great, thanks.
Many thanks.
Thank you for the quick reply.
Much appreciated.
That's brilliant, cheers.
🙏
All sorted, thank you.
Excellent, thanks.
Thank you, that's very kind.
Fab, thanks!
Thanks for the quick reply.
Smashing.
# thanks_late
Thanks, I suppose.
Right. Thank you, though a bit sooner would have been nice.
Ok. I'd sorted it myself in the end, but thanks.
Finally. Thanks.
Thank you. I asked {ago}, mind.
Better late than never I guess. Cheers.
Thanks. Not your fault personally.
# working
It's working! Thank you.
Working again. Thanks.
It works, thank you.
All working. Cheers!
Fixed! Thanks all.
Sorted, it works. Thanks.
# unhappy
That's a lot of words for "don't know".
You've answered a different question.
I've heard that one before.
So nothing's going to change then.
Not really good enough, is it?
Easy to say.
I'd like that in writing, please.
Which leaves me where I was.
Sounds like a no to me.
And in the meantime?
I've already done all that, it's in my first message.
Who do I write to if I want to take this further?
That's not what I asked.
That doesn't answer the question, does it.
You've just copied that from somewhere.
With respect, that's no use to me.
I was told the opposite on the phone.
So basically no.
Is there somebody above you I can speak to?
And I'm meant to just accept that?
Is that it?
Same answer as last time.
Great. Another week then.
Nobody takes responsibility, do they?
# me_too_line
Mine was like that, it was the little black plug.
Mine's back but very slow.
Working again at number 9, try yours.
Telly's fine over the aerial, it's only the broadband.
You can get a bit of signal by the bus stop.
Try your phone as a hotspot, that's what we're doing.
# me_too
Ours went at the same time.
Off here as well, near the school.
Yep, {st} too.
Been like this since tea.
Glad it isn't only me.
My sister in {d2} is fine, so it's just this side.
No sign of a van up our end.
We've got it on one side of the house only, don't ask me how.
There were two lads in hi-vis at the box just now.
Rang them, recorded message.
Nothing in {pc} either.
Any of you got through to anyone?
They've put "investigating" on the map.
Same here in {d2}.
Us too.
Same.
Same in {d}. You'd think they'd say something.
We're off as well, by the church.
Ours came back about ten minutes ago, hang on in there.
+1
Me three.
It's the whole estate.
And us, {st} end.
Ditto. No answer from them either.
Came on here to ask the same thing.
Following.
They told me tomorrow. They told me that yesterday too.
Our side's fine, sorry!
Try the phone, option 4, I got through in the end.
We've got a gas hob and a spare plate if anybody on {st} needs something warm.
# spam
MAKE <£300|£500|£900> A DAY FROM HOME, ask me how 👉 link in bio
I lost everything, then I found Mrs {surname}, who trades for me. Message her today!!
Cheap followers, real accounts, 24/7 ✅
Your page has been reported. Verify here within 24 hours or lose it.
Best crypto signals in town 🚀🚀 join our group
Nice post! Check my profile for a surprise 😘
Loan approved in {n} minutes, no checks, any amount, write now
Congratulations, you are our winner number {n}! Claim at the link.
Hot deals on solar panels, 70 % off, last day, DM me
I was sceptical too but I made {amt2} in {n} days. Ask me how.
SEO for your website, first page guaranteed, dear
Selling tickets for {event}, half price, cash only
# rude
What a bunch of clowns.
Useless, the lot of you. Whoever writes these should be on the dole.
I hope your kettle breaks.
Liars. Liars and thieves.
The man on your phone line is an idiot and so's whoever hired him.
You're a disgrace and your mothers know it.
Hope you all freeze like my nan did.
Muppets.
# more
It says "connected, no internet".
Done. Now it's asking for a password.
Which one's the grey cable?
Found it, behind the sofa, with a lot of dust.
Light's gone green. Then not.
I've got the laptop here now.
My son says I've pressed the wrong one.
Sorry, doorbell. Back now.
Page won't open.
It's counting down from sixty.
Same message again, in red this time.
There's a sticker but I can't read it without my glasses.
Yes, that's on.
Off and on again, as you said.
It's a white box with three lights.
Second light's blinking.
I don't see a menu with that name.
Ah. It was the other socket.
Still nothing, I'm afraid.
You're very patient, I'll give you that.
Also, the link in your email goes nowhere.
Hello? Are you still there?
Sorry, phone died. Where were we?
Ok. What else do you need?
And while you're at it, my address is wrong as well.
Right, I'm back. Still the same.
I've tried it, no difference.
Nope.
Ok trying that now.
Two minutes.
That bit worked. The next one doesn't.
It says "try again later".
Screenshot attached.
Can you see it at your end?
"""

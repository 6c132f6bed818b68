"""What people write to Brackenlight about engineers, works in the street and danger, and what it answers."""

TEXT = """
# engineer_visit Engineering
H I can't see the engineers' diary from here, so I've asked the depot. Back to you when they answer.
H The depot hasn't picked up yet. I'll keep trying.
@ missed
Qx Took the day off for your engineer. Nobody came. <Nobody rang|No text|Not even a card>.
Qx Slot was 8 to 1. It's gone {now} and no one's come. {d}.
Qxd "Sorry we missed you" card through the door. I was IN. I was sat by the window.
Qx {nth} missed appointment in a row. Do these engineers exist?
Qxd Your text says "engineer has attended". He hasn't. Unless he's invisible.
Qx Engineer due {day}, rebooked, due again, no show. That's two days' pay.
Qx I've got a toddler, a dog and a hall full of boxes because your engineer was coming at 8. It's gone {now}.
Ql Engineer came, looked at the pole, said wrong ladder, left. New date?
D I get paid by the hour.
D It's the {nth} date I've been given.
D Phoned and was told he was ten minutes away. That was {hrs} ago.
D The dog's more reliable.
K When's the next one?
K What do I do now?
K Do I get anything for the lost day?
AM A missed slot is £30, and it goes on your account without you asking. The next one I can hold is {next}, morning.
AdJ The job was marked done by mistake; it wasn't. I've had it reopened and you're first on the list for {next}.
Al He needed a second pair of hands for that pole, which should have been on the sheet. Two people are coming on
  {next}.
AxJ I've rung the depot: he was held up at {d2} and nobody told you. They can do {next} at 8, first job.
AxJ> The depot has answered at last: it was given to a crew in {d2} by mistake. {next}, first job, and I'll check that
  morning.
A> I had to go up two levels to get you a date. It's {next}, 8 to 10.
Ax I've spoken to the depot and there's no excuse in it: the job fell off the sheet. {next}, morning, is yours.
Ax Nobody should have to sit by the window for us. The £30's on your account, and {next} at 8 is held for you.
FJ First job means what time? => Between 8 and half past. He'll ring when he sets off.
F I can't do {next}. Anything else? => Weekday evenings until 7 as well. Say which and I'll ask.
F And if nobody comes again? => Then it's another £30 and a manager rings you. I'd rather it was neither.
FM The £30 doesn't cover a day's work, does it. => No, it doesn't. If you've lost earnings, write it down for us and
  it'll be looked at by a person.
@ waiting
Q Ordered on {date}, still no install date. Is anybody <reading these|there>?
Q Moved in {wks} ago and we still haven't got a line. "Awaiting network" it says.
Qs Order stuck on step 3 of 5 for {wks}. What is step 3?
Qv You want a survey, then permission, then another survey. It's one cable across one garden.
Q Cancelled my old provider for {date} because you promised. Now we've nothing.
Q The hole's been dug outside for {wks}. When does the actual fibre go in it?
D Chat says one thing, phone another.
D I've rung {n} times.
D The neighbours' was done in a week.
D We're both working off phone data.
K What's the hold-up?
K Can I have a date?
K Is it ever happening?
As Step 3 is the permission to cross the verge. It came through <this week|on {day}>, so your install can be booked:
  {next}.
A The duct under {road} is blocked, which is why it's stuck. A crew clears it on {next} and you're straight after.
Av I've asked why it takes two surveys for one garden. It doesn't. You're booked for {next}.
AD Your order's waiting for a part for the pole. The date I have is {next}, and I've asked for a loan dongle
  meanwhile.
A> Our engineers finally told me: blocked duct under {road}. They expect to clear it on {next}.
FD What's a loan dongle when it's at home? => A little box with a SIM that makes wifi. No charge until your line's in.
F That date's what I was told last month. => I know. I've asked the depot to confirm it in writing and I'll post it
  here.
F Who do I complain to about the order itself? => To us, and it counts from today. I've opened it, so you needn't
  write it twice.
@ streetworks
Qh Your contractors have left a hole on {st} with one cone. Somebody'll go in it.
Qh Is anyone coming back to fix the pavement on {st}? Your lot dug it up {wks} ago.
Qb There's a Brackenlight barrier been lying on the verge at {road} since {lastmon}.
Ql Temporary lights on {road} for {wks} and not one person working. What are you doing there?
Qv Your van's been blocking the dropped kerb by {st} all morning. My dad's in a wheelchair.
Qh The tarmac you put down on {st} has sunk already.
D Photo attached.
D The council says ask you.
Dhb A lady tripped on {day}.
D Kids walk to school along there.
K Who's responsible?
K When will it be put right?
K Can you get someone out?
Ah Thank you, that isn't how it should be left. A crew's been asked to make {st} safe today and to reinstate it by
  {next}.
Al The lights on {road} are ours. They're waiting for concrete to cure, but nobody put a sign up saying so.
Av I've asked the depot to move the van <now|straight away>. Sorry to your dad, it shouldn't have been there.
Ab The barrier's been logged and will be picked up. Thanks for the <photo|nudge>.
Ah> The depot say the paving at {st} was done on {fixed}. Would you tell me if it wasn't?
Al They come down on {next}. The delay's a delivery, I'm told, which doesn't help you in the queue.
Ab Thank you, it shouldn't be lying there. Somebody from the depot passes that way and picks it up.
Av That's not on. The crew's been rung and it's moving now.
Fh They've been and left rubble. => Then they've not finished. I've sent it back to them with your words.
F Is there a number for this sort of thing? => 0808 157 0142, option 4, or tell us here with the street, which works
  as well.
# safety Engineering
@ cable
Qp There's a cable hanging down across {st} in {d}. Low enough to touch. Is it live??
Q Tree's come down on the wires by {road}. Sparks a minute ago.
Qp Kids are swinging on a wire that's come off the pole at {st}. Whose is it?
Q Pole on {st} is leaning right over since the wind. Doesn't look safe at all.
Qp One of your cables is lying on the footpath behind {st}, {d}.
D I've put a wheelie bin in the way.
D Dog walkers going past it.
D Photo attached.
K Who do I ring?
K Can somebody come now?
A Please keep everyone well back and treat it as live. I've rung our control room about {st} and a crew is on the way.
A Thank you. That's been passed to the emergency desk just now. Don't touch or move it, even if it's only phone wire.
A That's an emergency, so please ring 0808 157 0105 if anything changes. A crew's already been sent to {st}.
Ap It's a phone cable and not a power line, but stay clear all the same. Someone's coming to {d} <now|within the
  hour>.
F They've been, all sorted, quick that. Is the path open again? => Yes, all safe now. Thank you for standing guard.
F Still nobody here? => They're held up at the roadworks on {road}. I've asked them to ring you when they turn off.
@ cabinet
Qc The cabinet on the corner of {st} has been wide open for days. Wires everywhere.
Qc Somebody's pulled the door off your green box at {road}. Rain's going straight in.
Qm Your meter cupboard in our block in {d} doesn't lock and there are kids in and out.
Qh Manhole cover on {st} has your name on it and it rocks. <Nearly lost a wheel|Heard it all night>.
D Reported it on {day}, nothing.
D It's outside the primary school.
K Could someone secure it?
K Who deals with this?
Acm Thanks for telling us. Someone will make the one at {st} safe today and the door gets replaced <this week|on
  {next}>.
Ah That's one of ours and it shouldn't rock. I've reported {st} as urgent; a crew goes past this afternoon.
A It was reported on {day}, I can see that now. It hadn't been passed on, and now it has been.
Fc Taped up with bin bags. Is that the repair? => It's the overnight version. The proper door comes on {next}.
@ smell
Qm Meter box is warm and there's a smell like hot plastic. Do I need to worry?
Qm Buzzing noise from the meter since your man fitted it on {day}. Normal?
Qr Smoke alarm keeps going off in the cupboard where your router is. It's very hot to touch.
Q Burning smell from the socket your engineer put in.
D Never did that before.
D I've turned it off at the wall.
K Is that safe?
K Should I call someone?
A Please switch off at the main switch and ring 0808 157 0105 straight away. They'll send somebody now, day or night.
Ar You're right to ask, and please unplug it. I've asked for someone today and a new one's on its way.
Am Warm is normal, hot or smelly isn't. I'd like someone to look today. Can you message us your postcode?
F Someone came within the hour. Loose terminal. What would have happened? => I'd rather not think. I'm glad you asked.
"""

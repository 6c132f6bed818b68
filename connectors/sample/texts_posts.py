"""What Brackenlight posts by itself. One section a theme: its posts, in one part or (with ' // ') in several."""

TEXT = """
# tips
P Dark by <five|teatime>? Curtains at dusk keep in about a third of the heat that windows lose. <Cheapest insulation
  there is.|No tools needed.>
P A boiler flow temperature of 60 instead of 75 saves most homes about 8 %. It takes a minute. Here's where the dial
  is.
P Lids on pans. That's it, that's the tip.
P Half an hour less in the tumble dryer is about {small} a month. A windy day like today does it for nothing.
P Three things that use power when you think they're off: the set-top box, the games console, the towel rail.
P Router behind the telly? Move it a metre and watch the speed upstairs. #TuesdayTip
P How to read your meter in twenty seconds, even if it's behind the hoover. 🎥
P Radiators warm at the bottom and cold at the top need bleeding. A key, a cloth and two minutes each.
P Fridge at 5, freezer at -18. Colder costs more and keeps nothing longer.
P {mon} is when draughts show. A lit joss stick held near a door tells you where they are.
P Thinking of working outside today? Here's how to make your wifi reach the garden. 1/2 // 2/2 Put the router on a
  windowsill on that side, switch to 2.4 GHz, and if that's not enough, ask us for an extender. {d} gets a lot of sun,
  we hear!
P A shower two minutes shorter, four people, one year: about {amt}. Sing a shorter song. 🎶
P Is your hot water cylinder wearing its jacket? It costs a few pounds and pays itself back in a season.
# status
P We're aware of a problem affecting broadband in {d}. Our engineers are investigating. Sorry for the trouble.
P Power is off in parts of {d}. A crew is on the way. We'll update you here.
P {d}: engineers are still working on the fault near {road}. We're sorry for the inconvenience.
P We know some customers in {d} and {d2} can't get online. We're looking into it.
P UPDATE {d}: work continues. Thank you for bearing with us.
P Strong winds are forecast for <tonight|tomorrow>. If you lose power call 0808 157 0105, day or night. 1/2 // 2/2
  Please stay away from lines that are down, and check on neighbours who might need you.
P Planned works in {d} on {next}, 9.30 to 3. Homes affected have had a card.
P {d}: service should now be restored. Thanks for your patience.
P We are seeing a high number of calls this morning. It may take longer than usual to get through.
P The app is unavailable <this morning|tonight> for maintenance. We're sorry if that's a nuisance.
P UPDATE: the fault in {d} has been traced to {cause}. Next update when we have one.
# community
P Proud sponsors of {club}. New shirts, same spirit. 💚
P See you at {event} on {next}! Come and find our tent, there's a kettle.
P £{fund} for {n} projects this round of our community fund. Swipe to see who.
P Our volunteers spent <Friday|the day> painting the scout hut in {d}. More paint on the hut than on them. Just.
P Year 5 in {d2} asked us 41 questions about electricity. We could answer 38.
P {event} was a joy. Thank you, {d}! 📷
P The food bank in {d} has a new freezer. It hums beautifully.
P Applications for the community fund close on {next}. Up to £500 for clubs, halls and good ideas.
P It's Volunteers' Week. {n} of our colleagues tell you what they do when they're not at work.
P We're lighting up the bandstand in {d} again this year. Switch-on is at five on {next}.
P Fancy lending a hand? The riverside clean-up in {d} starts at ten on {next}, gloves provided.
P From the van to the pitch: {eng} coaches {club} and fixes your fibre. Not at the same time.
# jobs
P We're hiring: {role}, {d}. Join a team that keeps the county switched on.
P Apprenticeships: twelve places, paid from day one. Could it be you?
P "I came for a summer and stayed for nine years." Meet {eng}, {role}.
P Great people make great companies. We're looking for a {role} to join us in {d2}. #hiring #careers
P Want a career with energy? {n} new roles this week. Link in comments.
P Proud to be named a top regional employer again! Thank you to our 5,000 colleagues.
P Our new starters this month. Welcome to the family!
P Day in the life: {role}. Watch to the end for the view.
P Is this your year for a change? Our careers evening is on {next} in {d}.
P Why work at Brackenlight? We asked {n} colleagues for one word. #LifeAtBrackenlight
# green
P Every fifth van of ours is now electric. The first {n} have left the {d} depot.
P Our wind farm above {d2} made enough for 31,000 kettles this morning. All at once, please don't.
P Where does your electricity come from? A thread. 1/3 // 2/3 Over the last year 62 % of what we sold came from
  contracts with named wind and solar farms. // 3/3 The rest we buy on the market and back with certificates.
  Questions? Ask us.
P Solar open day on {next}: bring your last bill and a picture of your roof.
P We've planted {trees} trees around the new substation in {d}. The hedgehogs have a door.
P Our net zero plan, marked by somebody who isn't us. Read page 11 first.
P Heat pumps: myth or fact? Have a guess before you swipe. 👉
P {trees} households in {d} have had a free draught survey. Is yours next?
P #EarthDay is every day at Brackenlight. 🌍
P Eight lamp post chargers are coming to {d}. Which street needs one most?
# product
P New: Fixed 18. One price for a year and a half. See what it would cost you.
P Full fibre is coming to {d}! Check your address.
P {mbpaid} Mbps from {dd0} a month. <Because buffering is for buffets.|Stream, game, work.|Offer ends on {next}.>
P Night Saver: charge your car while you sleep.
P Energy and broadband together? One bill, one number, {small} off a month.
P Our new app is here. One screen, what you owe, done.
P Prices change on the 1st. Here's what it means for you, in three lines. 1/2 // 2/2 You don't have to do anything. If
  you like, send a reading on the day, so no estimate is needed.
P Refer a friend and you both get {small}.
P {d2}, you're next! Orders for full fibre open on {next}.
P Say hello to the new router. It's quieter than the old one and better looking.
# safety
P If you see a line down: stay away, keep others away, call 0808 157 0105. Even if it looks dead.
P Somebody at the door from Brackenlight? Ask for your password. No password, no entry.
P A text about a refund? We never ask for bank details by text. Forward it to us and delete it.
P Carbon monoxide has no smell. Test your alarm today, it takes five seconds.
P Kites and power lines don't mix. Happy half-term, fly safe! 🪁
P Know someone who relies on medical equipment at home? The priority register is free. Please tell them.
P Using an electric blanket again? Check the cable first.
# fun
P What's the first thing you switch on when the power comes back?
P What was the first meal you ever cooked for yourself?
P It's Friday, it's nearly five, and somebody in the office has made flapjack. What are you having?
P Best chips in the county: {d} or {d2}? Only one of them has a swan.
P What did your grandparents say about leaving the lights on? Wrong answers welcome.
P Tea first or shower first? This has split the team.
P Power cut, no screens, two hours: what do you do? Asking for {n} thousand of us.
P What's the one sound that means home to you? (The right answer isn't the boiler.)
# photo
P Caption this. 👇 The winner gets nothing but glory.
P Where was this photo taken? Clue: the chips were excellent.
P Our archive found this. Does anybody know who they are, or the year?
P Show us your pets on top of warm things. We'll start. 🐈
P {d} in the {mon} light. Who lives with this view?
P Then and now: {road} in 1962 and this morning. Who remembers it like that?
# quiz
P Quiz: how many miles of cable run under {d}? A) 40 B) 190 C) 410
P Quiz: which of these uses most in a year? A) kettle B) fridge C) the router
P True or false: the lamp by the {d} war memorial has never been switched off.
P How old is our oldest working pole? A) 41 B) 67 C) 93
# service
P The clocks change on Sunday. Here's what it does to your night rate.
P Bank Holiday opening: our shops are closed on Monday. Emergencies as always, day and night.
P Reading due? It's two taps in the app. 📱
P Our phones are busiest on Monday morning. If it can wait till Tuesday, you'll hardly wait at all.
P You asked for bigger print on paper bills. They're in the post.
P Moving house? Four things to do on the day, and none of them takes longer than a cup of tea.
P You can now book a slot in the {shop} shop online.
P Struggling with bills? Please talk to us early. Nobody gets cut off for asking.
# people
P Meet {eng}, who's been up poles for us in all weathers for {dec} decades. <Favourite pole? "The one by the chip
  shop."|>
P Thank you to the night crew in {d}. Back home at six, in bed by seven, we hope.
P {eng} has won Apprentice of the Year! 👏 We couldn't be prouder.
P It's a hundred years since the first lamp was lit in {d}. {eng}'s great-grandfather was on the ladder.
P {agent} from our call centre retires today after {dec} decades. She reckons she's said "hello" 400,000 times.
P Not all heroes wear capes. Some wear hi-vis. Thank you, team {d}.
# corporate
P We're delighted to announce our results for the half-year. Read our Chief Executive's view.
P Customers are at the heart of everything we do. Our new strategy, "Closer", explains how.
P Delighted to be shortlisted for Regional Utility of the Year.
P Our leaders were at the Smart Networks Forum in {d} to talk about the future of the grid.
P Investing £{fund},000 in the network around {d}. Resilience starts here.
P What does leadership look like in a time of change? Five lessons from our Managing Director.
P Thrilled to welcome our new Director of Transformation.
P Diversity is our strength. Proud to sign the county's inclusion pledge.
P Innovation. Collaboration. Trust. These aren't words on a wall to us.
P A great day with partners at our {d2} training centre. Onwards!
P Trust is earned one conversation at a time. Read our new white paper on customer centricity.
P Honoured to be on the panel on "the listening organisation" on {next}.
"""

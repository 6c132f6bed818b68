"""Invented names of places, people, clubs and things, and what goes wrong there. Nothing here exists."""

from __future__ import annotations


def _items(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.replace("\n", "|").split("|") if item.strip())


DISTRICTS = _items("""
    Calderwyke | Tarnbeck Cross | Oxenholt | Pellowgate | Stonnerby | Merrick Quay | Fellbrough | Saltersea
    Wyndlesham Green | Harpenshaw | Corrowdale | Grimsholt | Ottermere | Ketterby | Upper Wyndle | Lower Wyndle
    Bockering End | Dunscar Vale | Thistleby | Marlingfold | Quennet Hill | Aldershaw
""")
SHOPS = _items("""
    Tarnbeck | Calderwyke
""")
STREETS = _items("""
    Lapwing Close | Tannery Row | Cobbler's Bank | Sexton Lane | Old Brickfield Road | Curlew Drive | Weavers' Rise
    Pump Lane | Limekiln Terrace | Skylark Avenue | Bakehouse Yard | Hopgarden Way | Nettle Hill | Chandler's Walk
    Plover Crescent | Gasworks Lane | Saddler Street | Foxglove Gardens | Quarry Bottom | Almond Grove | Ropewalk
    Dyers Court | Miller's Reach | Thornback Road | Orchard Bank | Ferryman's Steps | Beacon Rise
""")
ROADS = _items("""
    the Ketterby road | Mill Bridge | the old bypass | Station Approach | the Saltersea roundabout | Canal Street
    the Grimsholt road | Beacon Hill | the ring road by the garage | Abbey Lane | the top of Quarry Hill
""")
CAUSES = _items("""
    a digger through our main fibre near {road} | a failed card in the {d2} exchange | water in a joint under {road}
    a power supply in the cabinet that gave up | a cable damaged by roadworks on {road}
    a lorry that met a pole on {road} | a software update that went badly in the {d2} exchange
    a cable theft near {road} | a squirrel, I'm told, and a splice | a fan that failed and let the cabinet overheat
    a flooded duct under {road}
""")
POWER_CAUSES = _items("""
    a tree on the overhead line by {road} | a fault on the underground cable near {road}
    a failed switch in the {d2} substation | a lightning strike near {road} | a swan on the line at {d2}
    a joint that gave way under {road} | a transformer near {road} that overheated
    a delivery van in the substation wall on {road}
""")
LIGHTS = _items("""
    flashing amber | solid red | blinking orange | purple, then white, then purple | red where it should be green
    completely dark | flashing white | amber and then nothing | pulsing blue | doing a disco
""")
DEVICES = _items("""
    telly | printer | doorbell | thermostat | games console | baby monitor | tablet | freezer alarm | laptop
""")
ROLES = _items("""
    fibre technician | network planner | customer adviser | field engineer | data analyst | apprentice electrician
    project manager | meter fitter | shop assistant | control room operator | cyber security analyst
    fleet mechanic
""")
CLUBS = _items("""
    Stonnerby Rovers under-12s | Ketterby Brass Band | the Oxenholt netball girls | Saltersea Rowing Club
    1st Pellowgate Scouts | Grimsholt Harriers | the Fellbrough Wheelers | Marlingfold Ladies FC
    Ottermere Cricket Club
""")
EVENTS = _items("""
    the Wyndle Folk Weekend | Saltersea Regatta | Ketterby Show | the Oxenholt Duck Race
    Stonnerby Christmas Market | the Corrowdale Fell Run | Grimsholt Harvest Fair | Pellowgate Lantern Night
    the Thistleby Dog Show
""")
ENGINEERS = _items("""
    Darren | Craig | Sunita | Gareth | Big Dave | Kasia | Imran | Wayne | Leanne | Tomasz | Stu | Priya
""")
COLLEAGUES = _items("""
    Janet | Moira | Kieran | Shabana | Lorraine | Callum | Bev | Anita | Marcus | Denise | Ffion | Raj
""")
SURNAMES = _items("""
    Harkwell | Ostlethwaite | Brindlow | Marrowby | Pettigrove | Sallowfield | Dunnicombe | Tranterly | Wragwell
    Cotterstone | Lumbersedge | Fennimore-Hay | Quillby | Aspinthwaite | Garsdyke | Nunnerley-Bond | Thackwray
    Bellwether | Ramsdyke | Orrincote | Hebblewood | Stainsacre | Mickleby | Yarrowsby | Colbeckson | Dewsnip-Lee
""")
WEEKDAYS = _items("""
    Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday
""")
MONTHS = _items("""
    January | February | March | April | May | June | July | August | September | October | November | December
""")
NUMBERS = _items("""
    one | two | three | four | five | six | seven | eight | nine | I've lost track
""")
HOURS = _items("""
    twelve | one | two | three | four | five | six | seven | eight | nine | ten | eleven
""")
FIRST_NAMES = _items("""
    Kev | Sandra | Ian | Bethan | Raj | Chloe | Gareth | Maureen | Steph | Dave | Nasreen | Hugh | Jade | Colin
    Aoife | Trev | Linda | Mo | Rhys | Pam | Ewan | Tracey | Yusuf | Karen | Olly | Jean | Marek | Sheila | Ben
    Agnieszka | Norman | Lucy | Femi | Barry | Hannah | Sunil | Gill | Liam | Dot | Alasdair | Megan | Phil | Shazia
    Roger | Ellie | Winston | Val | Josh | Carys | Graham | Ines | Terry | Sue | Adeel | Becky | Frank | Nicola
    Stan | Priti | Jo | Malcolm | Rosie | Derek | Amina | Tony | Fiona | Geoff | Holly | Keith | Zoe
""")
LAST_NAMES = _items("""
    Harkwell | Ostlethwaite | Brindlow | Pettigrove | Sallowfield | Tranterly | Cotterstone | Garsdyke | Bellwether
    Ramsdyke | Mickleby | Colbeckson | Oakenthorpe | Fazeley-Khan | Winterburgh | Lathamby | Penrowe | Skerrow
    Underscar | Hollinwell | Crossdyke | Applegarthe | Tillotby | Varleyford | Netherwood-Ali | Bramhopes | Kelderby
""")
HOBBIES = _items("""
    allotment | wheeler | baker | fells | knits | runs | angler | brassband | gardens | paints | birder | vinyl
""")

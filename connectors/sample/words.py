"""The words by which Brackenlight tells what a conversation is about, as they stand in its workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One row of the tab Topics; several rows of one topic are its owners at different times."""

    topic: str
    words: str
    department: str
    weight: float
    meant: str
    """The topic of the sample that the words are for."""
    begins: date | None = None
    ends: date | None = None


TOPICS = (
    TopicRow(
        "Safety",
        "smell, burning, buzzing, cable hanging, hanging down, wheelie bin, hot to touch, warm and, that "
        "safe, look safe, sparks, primary school, deals with this, wire that's, swinging, your cables, "
        "manhole, socket, is it safe, green box, meter cupboard, wide open, cabinet on the corner",
        "Engineering",
        3,
        "safety",
    ),
    TopicRow(
        "Privacy and scams",
        "scam*, my data, click here, dodgy, badge, bloke at, rang as, unsubscribe*, somebody else's bill, "
        "sell my number, location, recall, let him in, real emails, get deleted, emailed me",
        "Legal",
        2,
        "privacy",
    ),
    TopicRow(
        "Compensation and contracts",
        "compensation, claim*, ombudsman, deadlock, signature, my contract, mid-contract, agreed to, "
        "receipts, the opposite, signed her, complaint open, trade, no service, took out",
        "Legal",
        2,
        "compensation",
    ),
    TopicRow(
        "Jobs",
        "career*, cv, apprentice*, apprenticeship*, salary, hiring, hire, graduate scheme, applied, "
        "application, how do i apply, part-time, any jobs, jobs in, work experience, ex-forces, hybrid, "
        "feedback for, visa, interested in, interview for, still open, turn down",
        "HR",
        1,
        "jobs",
    ),
    TopicRow(
        "Green energy",
        "heat pump*, the pump, panels, export*, wind farm, grant, net zero, charger if, diesel, for "
        "rented houses, brochure, certificate*, where does, 100 %, same wires",
        "Sustainability",
        1,
        "green",
    ),
    TopicRow(
        "Sponsoring and events",
        "sponsor*, volunteers, raffle, youth club, logo, programme, the fund, regatta, folk weekend, duck "
        "race, lantern night, harvest fair, christmas market, fell run, brass band, your stand, ketterby "
        "show, competition, drinks, we run, shirts, our school",
        "Communications",
        1,
        "community",
    ),
    TopicRow(
        "Account and phones",
        "log in, logging in, password, app logs, app crashes, robot, freephone, date of birth, rang "
        "again, send the code, email someone, isn't recognised, call is important, two accounts, new "
        "phone, the music, code never comes, codes at once",
        "Customer Service",
        1,
        "account",
    ),
    TopicRow(
        "Moving house",
        "new place, new house, old house, last owner, landlord, tenant*, moving out, moving into, moved "
        "on, occupier, the keys, 200 yards, line 200, take my broadband, addresses, new build, the "
        "reading, we've just moved, a final reading",
        "Customer Service",
        1,
        "moving_house",
    ),
    TopicRow(
        "Payments and refunds",
        "direct debit, in credit, can't pay, bank charge, overdrawn, pay that, by card, my money, rent's "
        "due, bank says, warm home, carers, scared to open, debt collectors, paid till, refund was, owed "
        "you, owe me, refund of, my credit back, the food shop, lost my job, the direct debit",
        "Billing",
        1.5,
        "payment",
    ),
    TopicRow(
        "Tariffs and switching",
        "night rate, ev, electric car*, flex, new customers, switching, comparison, cheap rate, bundle, "
        "night saver, on my tariff, salesman, welcome packs, changed my mind, neighbour pays, deal ends, "
        "the exit, fixing, standard tariff, quote, standard rate, fix ends, started a switch, standing "
        "charge, side of a bus, ev tariff",
        "Sales",
        1,
        "tariff",
    ),
    TopicRow(
        "Meter and readings",
        "readings, estimating, estimate, in-home display, display, meter last, send a reading, estimated "
        "again, dumb, my smart, red numbers, i read, cupboard with, take my reading, put in a reading",
        "Customer Service",
        1,
        "meter_reading",
    ),
    TopicRow(
        "Shops",
        "counter, the girl, opening hours, desk, swapped, parking, buses, sold my, went in, first time "
        "in, told to ring, locked at, tested it, rang me at home, patient, kind answer, serving, good "
        "staff, friendly, sales talk, took my, they can't, any further, 24-month, step-free, lovely "
        "people, signed on a tablet, family bundles, bank holiday hours, website says open, pair of "
        "hands, out again",
        "Sales",
        1,
        "shop",
    ),
    TopicRow(
        "Engineer visits and street works",
        "appointment, nobody came, slot, dug, barrier*, cone, verge, council, van's been, awaiting, "
        "survey, old provider, install date, order stuck, sunk, temporary lights, attended, rebooked, "
        "ladder, waited in all day, engineer's, we missed you, step 3",
        "Engineering",
        2,
        "engineer_visit",
    ),
    TopicRow(
        "Slow broadband",
        "slower, speeds, meg, buffering, drops, dropping, upgrade*, wifi name, connect, evenings, "
        "disconnected, disconnects, old line, upstairs, several times a day, congestion, teatime, been "
        "getting, embarrassing, crawl, paying for, speed test, speed's, upload, i'd get",
        "Engineering",
        2,
        "slow_broadband",
    ),
    TopicRow(
        "Outages",
        "power cut*, no power, power off, lost power, power's, the power, internet, no connection, "
        "connection, offline, been down, is down, status page, planned work*, planned, no broadband, lost "
        "the line, dark, is off, gone again, the map, update, when's it back, restarted, text says yes, "
        "broadband's been, the lid, any news, tethered, halfway through, went off, has lights, lights "
        "are, flickered, streetlights, a fault, off again, every bit of wind, no line, line's been dead, "
        "when it works, was out for, when it's on, no electric, service in, no fibre",
        "Engineering",
        3,
        "outage",
    ),
    TopicRow(
        "Fibre availability",
        "fibre to, fibre coming, village hall, caravan, register interest, the energy, double, coming "
        "soon, the plan, says full, golf, the map has, farm track, pavement in, no one seems, broadband "
        "only, a landline, hole in it, work without",
        "Engineering",
        1,
        "availability",
        ends=date(2025, 12, 31),
    ),
    TopicRow("Fibre availability", "", "Sales", 1, "availability", begins=date(2026, 1, 1)),
    TopicRow(
        "Bills",
        "bill, bills, billed, charged, paperless, discount, one-bed, rent one room, gone from, doubled, "
        "sent me, state pension, out all day, in one month",
        "Customer Service",
        1.5,
        "bill",
    ),
    TopicRow(
        "Praise",
        "wonderful, superb, credit where, made my day, a star, fair play, often i say, patience, shout "
        "out, old school, call centre, what i've said, raise, labelled, your tweets, a dream, decent, "
        "that new, love that, painless, recommend, good service, does what it says, cross word, very "
        "happy, all good, no complaints, good crew, the crew out, firm round here, good move",
        "Communications",
        0.5,
        "praise",
    ),
)
"""In order: the first that fits is what a conversation is mainly about."""

"""What is due, to whom, in which words, and how it leaves exactly once.

    due.py         Due: one thing with a deadline, as plain values made by a service
    ladder.py      degraus.yaml, and the notices that a Due gives, each with its day
    log.py         LogEntry, what the journal keeps; Log, the same folded for questions
    owed.py        judge(due, today, log, rules): what is owed, and why something is not
    parcels.py     plan(dues, now, log, rules): one parcel for each recipient, what is held back
    digest.py      Composer: a parcel into a Message, in the words of templates/email (words.py)
    outbox.py      deliver(...): prepare, send, record; ports Ledger and Mailer
    projection.py  project(dues, first, last, rules): what will be sent in the days ahead
    calendar.py    the same deadlines as an .ics file
    smtp.py, console.py   two Mailers; message.py is what they send

A notice is a state, never a date that matches: it is owed from the day of its rung until it has
been sent or a later rung has come. Nothing here asks for the time, reads a database or knows a
command.
"""

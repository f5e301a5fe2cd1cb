#!/usr/bin/python3
"""Writes a GTFS-Realtime feed with somebody else's encoder, and what it means, for our decoder to be judged by.

usage: realtime.py own|bindings PROTO FOLDER SEED

own: python3-protobuf on the .proto of this project; bindings: PyPI's gtfs-realtime-bindings. FOLDER gets feed.pb and expected.json:
minutes of delay by stop (the mean over the trips whose next stop it is), cancelled trips by route, alerts by id.
"""
import importlib
import json
import os
import random
import subprocess
import sys

kind, proto, folder, seed = sys.argv[1:5]
if kind == "own":
    subprocess.run(
        ["protoc", "--proto_path", os.path.dirname(proto), "--python_out", folder, os.path.basename(proto)], check=True)
    sys.path.insert(0, folder)
    schema = importlib.import_module(os.path.basename(proto).replace(".proto", "_pb2").replace("-", "_"))
else:
    from google.transit import gtfs_realtime_pb2 as schema

now = 1_792_500_300
draw = random.Random(int(seed))
feed = schema.FeedMessage()
feed.header.gtfs_realtime_version = "2.0"
feed.header.incrementality = 0
feed.header.timestamp = now
delays, cancelled, alerts = {}, {}, {}
for number in range(400):
    entity = feed.entity.add()
    entity.id = f"trip-{number}"
    trip = entity.trip_update.trip
    trip.trip_id, trip.route_id, trip.direction_id, trip.start_date = f"T{number}", f"R{number % 20}", number % 2, "20261020"
    if number % 40 == 0:
        trip.schedule_relationship = 3
        cancelled[trip.route_id] = cancelled.get(trip.route_id, 0) + 1
        continue
    begin, delay, carried, following = now - 900 + draw.randint(0, 300), draw.randint(-120, 600), None, None
    for sequence in range(30):
        stop = entity.trip_update.stop_time_update.add()
        stop.stop_sequence, stop.stop_id = sequence, f"S{(number * 7 + sequence) % 200}"
        if draw.random() < 0.05:
            stop.schedule_relationship = 1
            continue
        delay += draw.randint(-20, 20)
        if draw.random() < 0.9:
            stop.arrival.delay = delay
        stop.arrival.time = begin + sequence * 60
        stop.departure.time = begin + sequence * 60 + 20
        if following is None:
            if stop.arrival.HasField("delay"):
                carried = delay
            if stop.departure.time >= now:
                following = stop.stop_id
    if following is not None and carried is not None:
        delays.setdefault(following, []).append(carried / 60)
for number in range(60):
    entity = feed.entity.add()
    entity.id = f"alert-{number}"
    alert = entity.alert
    alert.cause, alert.effect = draw.randint(1, 12), draw.randint(1, 11)
    alert.active_period.add().start = now - 3_600
    alert.informed_entity.add().stop_id = f"S{number}"
    if kind == "bindings":
        words = alert.header_text.translation.add()
        words.text, words.language = "Texte libre de M. Personne", "fr"
    alerts[entity.id] = number
with open(f"{folder}/feed.pb", "wb") as out:
    out.write(feed.SerializeToString())
with open(f"{folder}/expected.json", "w") as out:
    json.dump({"delays": {stop: sum(all) / len(all) for stop, all in delays.items()}, "cancelled": cancelled, "alerts": sorted(alerts)}, out)

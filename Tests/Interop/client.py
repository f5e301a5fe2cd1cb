#!/usr/bin/env python3
"""A stranger's client, written from Shared/Schema/PROTOCOL.md with Debian's python3-zmq, python3-protobuf and protobuf-compiler.

    client.py --key FILE --server Z85 tcp://host:7401 push TERRITORY SOURCE [UNTIL] < observations.jsonl
    client.py --key FILE --server Z85 tcp://host:7405 alerts TERRITORY start|JOURNAL:SEQUENCE [COUNT]

`push` prints the PushReceipt as a JSON line; `alerts` a line an alert, with the cursor that resumes after it."""
import argparse, itertools, json, pathlib, subprocess, sys, tempfile, time
import zmq
from google.protobuf import json_format

PROTO = pathlib.Path(__file__).resolve().parents[2] / "Shared/Schema/proto"
with tempfile.TemporaryDirectory() as folder:
    subprocess.run(["protoc", f"-I{PROTO}", f"--python_out={folder}", *map(str, PROTO.glob("*.proto"))], check=True)
    sys.path.insert(0, folder)
    import alert_pb2 as alert, control_pb2 as control, observation_pb2 as observation

CREDIT, MINIMUM_COST = 1 << 20, 1 << 10  # bytes that may be on their way to us, and what the smallest item costs of them


class Refused(Exception):
    """The server ended a call or a feed with a status that is not 0."""


class Connection:
    def __init__(self, endpoint, key_file, server_key):
        keys = dict(line.split(": ", 1) for line in pathlib.Path(key_file).read_text().splitlines())
        self.socket = zmq.Context.instance().socket(zmq.DEALER)
        self.socket.linger = 0
        self.socket.curve_serverkey = server_key.encode()
        self.socket.curve_publickey, self.socket.curve_secretkey = keys["public"].encode(), keys["secret"].encode()
        self.socket.connect(endpoint)
        self.call_ids = itertools.count(1)

    def send(self, kind, call_id, body=b"", **fields):
        header = control.Header(kind=kind, call_id=call_id, **fields)
        self.socket.send_multipart([header.SerializeToString(), body])

    def answers(self, call_id, seconds, ping=False):
        """What comes for one call; raises TimeoutError after `seconds` of silence. A feed is kept alive by pings."""
        heard = time.monotonic()
        while time.monotonic() < heard + seconds:
            if not self.socket.poll(2_000 if ping else int(seconds * 1_000)):
                if ping:
                    self.send(control.FRAME_KIND_PING, call_id)
                continue
            header, body = self.socket.recv_multipart()
            header, heard = control.Header.FromString(header), time.monotonic()
            if header.kind == control.FRAME_KIND_RESPONSE and header.status:
                raise Refused(json.dumps({"status": header.status, "message": header.message}))
            if header.call_id == call_id and header.kind != control.FRAME_KIND_PONG:
                yield body
        raise TimeoutError("no answer: is the address right, and is the key authorised?")

    def call(self, method, request, reply, seconds=10):
        call_id = next(self.call_ids)
        self.send(control.FRAME_KIND_REQUEST, call_id, request.SerializeToString(), method=method, deadline=seconds * 1_000)
        return reply.FromString(next(self.answers(call_id, seconds)))

    def feed(self, request):
        call_id = next(self.call_ids)
        body = request.SerializeToString()
        self.send(control.FRAME_KIND_REQUEST, call_id, body, method="/quietude.v1.Feed/Subscribe", credit=CREDIT)
        for item in self.answers(call_id, 15, ping=True):
            yield control.FeedBatch.FromString(item)
            self.send(control.FRAME_KIND_CREDIT, call_id, credit=max(len(item), MINIMUM_COST))


def push(connection, territory, source, until=None):
    batch = observation.ObservationBatch(territory=territory, source_id=source, reported_until=until and int(until))
    for line in sys.stdin:
        json_format.Parse(line, batch.observations.add())
    print(json_format.MessageToJson(connection.call("/quietude.v1.Ingestion/Push", batch, observation.PushReceipt), indent=None))


def alerts(connection, territory, cursor, count="inf"):
    request = control.SubscribeRequest(territory=territory, types=[control.RECORD_TYPE_ALERT], start=control.START_BEGINNING)
    if cursor != "start":
        journal, sequence = cursor.split(":")
        request.start, request.cursor.journal, request.cursor.sequence = control.START_CURSOR, bytes.fromhex(journal), int(sequence)
    records = ((batch.journal.hex(), record) for batch in connection.feed(request) for record in batch.records)
    for index, (journal, record) in enumerate(records, 1):
        fields = json_format.MessageToDict(alert.Alert.FromString(record.payload), preserving_proto_field_name=True)
        print(json.dumps({"cursor": f"{journal}:{record.sequence}", "alert": fields}), flush=True)
        if index >= float(count):
            return


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--key", required=True)
parser.add_argument("--server", required=True)
parser.add_argument("endpoint")
parser.add_argument("verb", choices=["push", "alerts"])
parser.add_argument("rest", nargs="+")
given = parser.parse_args()
try:
    {"push": push, "alerts": alerts}[given.verb](Connection(given.endpoint, given.key, given.server), *given.rest)
except (Refused, TimeoutError) as error:
    sys.exit(str(error))

import Domain

/// Cameras' analytics as ONVIF Profile M has it: one camera's scene as frames of objects, some cameras' counters and events as XML, the
/// others' over the MQTT binding as JSON.
enum CameraFeed {
    /// Frames a slot of the one camera whose scene is told: a real one sends 25 a second.
    private static let framesPerSlot = 3
    private static let rules: [Category: String] = [.gathering: "Gathering", .streetRodeo: "StreetRodeo", .obstruction: "Obstruction"]

    /// What the register must map: rules of the cameras to kinds of incident.
    static let mappings: [(code: String, category: Category)] = [
        ("Gathering", .gathering), ("StreetRodeo", .streetRodeo), ("Obstruction", .obstruction),
    ]

    static func files(_ story: SourceStory, source: SimulatedSource) -> (files: [FeedFile], places: [PlaceEntry]) {
        var book = PlaceBook("CAM-")
        var frames = ""
        var xml = ""
        var json = ""
        var facts: [[FeedFile.Fact]] = [[], [], []]
        for observation in story.standing {
            guard let latitude = observation.latitude, let longitude = observation.longitude,
                let start = observation.phenomenonStart?.seconds
            else { continue }
            let isIncident = SourceStory.isIncident(observation)
            let camera = book.code(latitude, longitude)
            if camera == "CAM-1", !isIncident {
                frames += scene(start, Int(observation.value ?? 0))
                facts[0].append(FeedFile.Fact(observation))
                continue
            }
            let isXML = FeedText.choice(camera, 2) == 0
            facts[isXML ? 1 : 2].append(FeedFile.Fact(observation))
            if isIncident {
                let rule = rules[Category(code: observation.originalCode) ?? .other] ?? "Other"
                let topic = "RuleEngine/FieldDetector/ObjectsInside"
                if isXML {
                    xml += notice(camera, topic, start, [("VideoSource", "1"), ("Rule", rule)], [("IsInside", "true")])
                } else {
                    json += message(camera, topic, start, rule, "\"IsInside\":\"true\"")
                }
            } else {
                let topic = "RuleEngine/CountAggregation/OccupancyCounter"
                let count = "\(Int(observation.value ?? 0))"
                if isXML {
                    xml += notice(camera, topic, start + 420, [("VideoSource", "1"), ("Rule", "Occupancy")], [("Count", count)])
                } else {
                    json += message(camera, topic, start + 420, "Occupancy", "\"Count\":\(count)")
                }
            }
        }
        let head =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tt:MetadataStream xmlns:tt=\"http://www.onvif.org/ver10/schema\" "
            + "xmlns:wsnt=\"http://docs.oasis-open.org/wsn/b-2\" xmlns:wsa5=\"http://www.w3.org/2005/08/addressing\" "
            + "xmlns:tns1=\"http://www.onvif.org/ver10/topics\">\n"
        func file(_ name: String, _ text: String, _ facts: [FeedFile.Fact]) -> FeedFile {
            FeedFile(name: name, format: "onvif", source: source.identifier, bytes: Array(text.utf8), facts: facts)
        }
        var scene = file("camera-1-scene.xml", "\(head)<tt:VideoAnalytics>\n\(frames)</tt:VideoAnalytics></tt:MetadataStream>\n", facts[0])
        scene.device = "CAM-1"
        return (
            [
                scene, file("cameras-events.xml", "\(head)<tt:Event>\n\(xml)</tt:Event></tt:MetadataStream>\n", facts[1]),
                file("cameras-mqtt.jsonl", json, facts[2]),
            ], book.entries
        )
    }

    private static func scene(_ start: Int64, _ persons: Int) -> String {
        let object = { (number: Int) in
            "<tt:Object ObjectId=\"\(number)\"><tt:Appearance><tt:Class><tt:Type Likelihood=\"0.9\">Human</tt:Type></tt:Class></tt:Appearance></tt:Object>"
        }
        return (0..<framesPerSlot).map { frame in
            let time = FeedText.utc(start + 60 + Int64(frame) * 240).isoDateTime
            return "<tt:Frame UtcTime=\"\(time).000Z\">\((0..<persons).map(object).joined())</tt:Frame>\n"
        }.joined()
    }

    private static func notice(
        _ camera: String, _ topic: String, _ time: Int64, _ source: [(String, String)], _ data: [(String, String)]
    ) -> String {
        func items(_ pairs: [(String, String)]) -> String {
            pairs.map { "<tt:SimpleItem Name=\"\($0.0)\" Value=\"\($0.1)\"/>" }.joined()
        }
        return
            "<wsnt:NotificationMessage><wsnt:Topic>tns1:\(topic)</wsnt:Topic><wsnt:ProducerReference><wsa5:Address>\(camera)</wsa5:Address>"
            + "</wsnt:ProducerReference><wsnt:Message><tt:Message UtcTime=\"\(FeedText.utc(time).isoDateTime)Z\" PropertyOperation=\"Changed\">"
            + "<tt:Source>\(items(source))</tt:Source><tt:Data>\(items(data))</tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage>\n"
    }

    private static func message(_ camera: String, _ topic: String, _ time: Int64, _ rule: String, _ data: String) -> String {
        "{\"topic\":\"\(camera)/onvif-ej/\(topic)/&1/\(rule)\",\"payload\":{\"UtcTime\":\"\(FeedText.utc(time).isoDateTime)Z\","
            + "\"Source\":{\"VideoSource\":\"1\",\"Rule\":\"\(rule)\"},\"Data\":{\(data)}}}\n"
    }
}

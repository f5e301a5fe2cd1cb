import Ingestion

/// Documents of the city's own sources, made by us in the layouts of the standards.
extension AdapterLoad {
    static let city = [
        AdapterLoad(name: "police-log", format: .policeLog, goal: 100, document: policeLog),
        AdapterLoad(name: "promethee", format: .wildfires, goal: 100, document: wildfires),
        AdapterLoad(name: "gtfs-realtime", format: .gtfsRealtime, goal: 100, document: TransitLoad.document),
        AdapterLoad(name: "siri-sx", format: .siriSituations, goal: 20, document: situations),
        AdapterLoad(name: "emergency", format: .emergencyMessage, goal: 20, document: cases),
        AdapterLoad(name: "georeport", format: .georeport, goal: 20, document: requests),
        AdapterLoad(name: "onvif", format: .cameras, goal: 20, document: frames),
    ]

    static func policeLog(_ bytes: Int) -> [UInt8] {
        repeated(bytes, head: "time,lat,lon,category,severity,text,id\n") { number in
            "2026-0\(number % 7 + 1)-\(two(number % 28 + 1))T\(two(number % 24)):\(two(number % 60)):00+02:00,43.2\(50_000 + number % 40_000),"
                + "5.3\(50_000 + number % 40_000),TAPAGE NOCTURNE,minor,,MC-\(1_000_000 + number)\n"
        }
    }

    static func wildfires(_ bytes: Int) -> [UInt8] {
        let head =
            "Date d'extraction : 12/08/22\nType de feu : Forêt\nAnnée;Numéro;Type de feu;Département;Code INSEE;Commune;Lieu-dit;"
            + "Code du carreau DFCI;Alerte;Origine de l'alerte;Surface parcourue (m2)\n"
        return repeated(bytes, head: head) { number in
            "2022;\(number);0;13;13055;Marseille;;KD\(number % 5 * 2)\(number % 4 * 2)\(["A", "B", "K", "L"][number % 4])\(number % 10);"
                + "2022-06-\(two(number % 28 + 1)) \(two(number % 24)):\(two(number % 60)):00;3;\(number % 20_000)\n"
        }
    }

    static func situations(_ bytes: Int) -> [UInt8] {
        let head =
            "<?xml version=\"1.0\"?><Siri xmlns=\"http://www.siri.org.uk/siri\"><ServiceDelivery><SituationExchangeDelivery><Situations>\n"
        let tail = "</Situations></SituationExchangeDelivery></ServiceDelivery></Siri>"
        return repeated(bytes, head: head, tail: tail) { number in
            "<PtSituationElement><CreationTime>2026-08-15T10:00:00Z</CreationTime><ParticipantRef>NET</ParticipantRef>"
                + "<SituationNumber>S\(number)</SituationNumber><Version>1</Version><Progress>published</Progress><ValidityPeriod>"
                + "<StartTime>2026-08-15T10:00:00Z</StartTime></ValidityPeriod><EquipmentReason>signalFailure</EquipmentReason>"
                + "<Severity>normal</Severity><Summary>A line is closed until further notice</Summary><Affects><StopPoints>"
                + "<AffectedStopPoint><StopPointRef>P\(number % 900)</StopPointRef><Location><Longitude>5.3\(number % 900 + 100)</Longitude>"
                + "<Latitude>43.3</Latitude></Location></AffectedStopPoint></StopPoints></Affects></PtSituationElement>\n"
        }
    }

    static func cases(_ bytes: Int) -> [UInt8] {
        repeated(bytes, head: "<?xml version=\"1.0\"?><messages>\n", tail: "</messages>") { number in
            "<createCase xmlns=\"urn:emergency:eda:1.9:createCase\"><caseId>fr.fire.x.\(number)</caseId>"
                + "<creation>2026-08-15T10:00:00+02:00</creation><qualification><whatsHappen><code>C04.02.01</code><label>Incendie</label>"
                + "</whatsHappen><locationKind><code>L01.01.01</code></locationKind></qualification><location><detailedAddress>"
                + "<complete>Rue</complete></detailedAddress><geometry><point><coord><lat>43.29\(number % 90 + 10)</lat><lon>5.37</lon>"
                + "<precision>RUE</precision></coord></point></geometry></location><initialAlert><caller><freetext>nobody</freetext>"
                + "</caller></initialAlert></createCase>\n"
        }
    }

    static func requests(_ bytes: Int) -> [UInt8] {
        repeated(bytes, head: "<service_requests>\n", tail: "</service_requests>") { number in
            "<request><service_request_id>\(number)</service_request_id><status>open</status><status_notes/>"
                + "<service_name>Graffiti</service_name><service_code>006</service_code><description>On a wall</description>"
                + "<requested_datetime>2026-08-15T10:00:00+02:00</requested_datetime><updated_datetime>2026-08-15T11:00:00+02:00"
                + "</updated_datetime><address>8 a street</address><lat>43.29\(number % 90 + 10)</lat><long>5.37</long>"
                + "<media_url>http://example/\(number).jpg</media_url></request>\n"
        }
    }

    static func frames(_ bytes: Int) -> [UInt8] {
        let head = "<?xml version=\"1.0\"?><tt:MetadataStream xmlns:tt=\"http://www.onvif.org/ver10/schema\"><tt:VideoAnalytics>\n"
        let object =
            "<tt:Object ObjectId=\"7\"><tt:Appearance><tt:Shape><tt:BoundingBox left=\"20.0\" top=\"80.0\" right=\"100.0\" bottom=\"30.0\"/>"
            + "<tt:CenterOfGravity x=\"60.0\" y=\"50.0\"/></tt:Shape><tt:Class><tt:Type Likelihood=\"0.8\">Human</tt:Type></tt:Class>"
            + "</tt:Appearance></tt:Object>"
        return repeated(bytes, head: head, tail: "</tt:VideoAnalytics></tt:MetadataStream>") { number in
            let second = number / 25
            return
                "<tt:Frame UtcTime=\"2026-08-15T\(two(second / 3_600 % 24)):\(two(second / 60 % 60)):\(two(second % 60)).\(number % 25 * 4 + 100)Z\">"
                + "\(object)\(object)\(object)</tt:Frame>\n"
        }
    }
}

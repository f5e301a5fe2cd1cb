import Ingestion

/// Documents in JSON, and the tables that other lists have not.
extension AdapterLoad {
    static let objects = [
        AdapterLoad(name: "csv", format: .csv, goal: 100, document: policeLog),
        AdapterLoad(name: "jsonl", format: .jsonl, goal: 20, document: lines),
        AdapterLoad(name: "emergency-csv", format: .emergencyTable, goal: 100, document: visitCounts),
        AdapterLoad(
            name: "interventions", format: .interventions, goal: 100,
            mappings: ["Kind 8": .resourcesEngaged, "Kind 28": .resourcesEngaged, "Kind 60": .resourcesEngaged],
            places: (1...95).map(String.init), document: interventions),
        AdapterLoad(name: "emergency-json", format: .emergencyMessage, goal: 20, document: caseObjects),
        AdapterLoad(name: "georeport-json", format: .georeport, goal: 20, document: requestObjects),
        AdapterLoad(name: "onvif-mqtt", format: .cameras, goal: 20, document: counters),
        AdapterLoad(name: "cortege", format: .cortege, goal: 20, document: marches),
    ]

    static func lines(_ bytes: Int) -> [UInt8] {
        repeated(bytes, head: "") { number in
            "{\"id\":\"MC-\(1_000_000 + number)\",\"time\":\"2026-0\(number % 7 + 1)-\(two(number % 28 + 1))T\(two(number % 24)):\(two(number % 60)):00+02:00\","
                + "\"lat\":43.2\(50_000 + number % 40_000),\"lon\":5.3\(50_000 + number % 40_000),\"category\":\"noise\",\"severity\":\"minor\"}\n"
        }
    }

    static func visitCounts(_ bytes: Int) -> [UInt8] {
        let head = "dep;date_de_passage;sursaud_cl_age_corona;nbre_pass_corona;nbre_pass_tot;nbre_acte_tot\n"
        return repeated(bytes, head: head) { number in
            let time = stamp(number / 600 * 24)
            let age = ["0", "A", "B", "C", "D", "E"][number % 6]
            return
                "\(two(number / 6 % 95 + 1));\(time.year)-\(two(time.month))-\(two(time.day));\(age);\(number % 40);\(number % 1_500 + 10);\(number % 90)\n"
        }
    }

    /// As wide as the yearly tables are: 66 kinds, three of which the register maps.
    static func interventions(_ bytes: Int) -> [UInt8] {
        let kinds = (1...66).map { "Kind \($0)" }.joined(separator: ";")
        return repeated(
            bytes, head: "Ann\u{e9}e;Zone;R\u{e9}gion;Num\u{e9}ro;D\u{e9}partement;Cat\u{e9}gorie A;\(kinds)\n"
        ) { number in
            let counts = (0..<66).map { kind in
                let count = number * 31 + kind * 17
                return kind % 11 == 0 ? "" : kind % 5 == 0 ? "\(count % 9 + 1) \(100 + count % 900)" : "\(count % 900)"
            }
            return "\(2_010 + number % 12);Sud;PACA;\(number % 95 + 1);Quelque part;A;\(counts.joined(separator: ";"))\n"
        }
    }

    static func caseObjects(_ bytes: Int) -> [UInt8] {
        repeated(bytes, head: "") { number in
            "{\"edxl\":{\"distributionID\":\"d\(number)\",\"senderID\":\"fr.fire.x\",\"dateTimeSent\":\"2026-08-15T10:00:00+02:00\",\"distributionStatus\":\"Actual\","
                + "\"distributionKind\":\"Report\",\"content\":[{\"jsonContent\":{\"embeddedJsonContent\":{\"message\":{\"createCase\":{\"caseId\":\"fr.fire.x.\(number)\","
                + "\"creation\":\"2026-08-15T10:00:00+02:00\",\"qualification\":{\"whatsHappen\":{\"code\":\"C04.02.01\",\"label\":\"Incendie\"}},"
                + "\"location\":{\"geometry\":{\"point\":{\"coord\":{\"lat\":43.29\(number % 90 + 10),\"lon\":5.37,\"precision\":\"RUE\"}}}}}}}}}]}}\n"
        }
    }

    static func requestObjects(_ bytes: Int) -> [UInt8] {
        let first = "{\"service_code\":\"1\",\"service_name\":\"x\"}"
        return repeated(bytes, head: "[\(first)", tail: "]") { number in
            ",\n{\"service_request_id\":\(number),\"status\":\"open\",\"status_notes\":null,\"service_name\":\"Graffiti\",\"service_code\":\"006\","
                + "\"description\":\"On a wall\",\"requested_datetime\":\"2026-08-15T10:00:00+02:00\",\"updated_datetime\":\"2026-08-15T11:00:00+02:00\","
                + "\"address\":\"8 a street\",\"lat\":43.29\(number % 90 + 10),\"long\":5.37,\"media_url\":\"http://example/\(number).jpg\"}"
        }
    }

    static func counters(_ bytes: Int) -> [UInt8] {
        repeated(bytes, head: "") { number in
            "{\"topic\":\"camera/onvif-ej/RuleEngine/CountAggregation/Counter/&1/Gate\",\"payload\":{\"UtcTime\":\"2026-08-15T\(two(number / 3_600 % 24)):"
                + "\(two(number / 60 % 60)):\(two(number % 60))Z\",\"Source\":{\"VideoSource\":\"1\",\"Rule\":\"Gate\"},\"Data\":{\"Count\":\(number)}}}\n"
        }
    }

    static func marches(_ bytes: Int) -> [UInt8] {
        repeated(bytes, head: "[{\"id\":\"0\",\"date\":\"2026-09-05\",\"lieu\":\"x\"}", tail: "]") { number in
            ",\n{\"id\":\"M\(number)\",\"type\":\"manifestation\",\"date\":\"2026-09-\(two(number % 28 + 1))\",\"heure_debut\":\"14:00\",\"heure_fin\":\"17:30\","
                + "\"lieu_depart\":\"Vieux-Port\",\"itineraire\":[[5.37,43.29],[5.38,43.30]],\"participants_attendus\":\(number % 4_000),\"statut\":\"confirmee\"}"
        }
    }
}

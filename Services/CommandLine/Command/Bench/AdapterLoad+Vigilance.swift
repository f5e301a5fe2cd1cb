/// Warnings in the layouts of the national weather service.
extension AdapterLoad {
    /// CAP as it is issued: one phenomenon, many departments, two languages, re-issued under new identifiers.
    static func vigilanceWarnings(_ bytes: Int) -> [UInt8] {
        let areas = (1..<90).map {
            "<area><areaDesc>Departement \($0)</areaDesc><geocode><valueName>NUTS3</valueName><value>FR\(735 + $0)</value></geocode></area>\n"
        }.joined()
        return repeated(bytes, head: "<alerts>", tail: "</alerts>") { number in
            let day = two(number / 9 % 28 + 1)
            let kind = number % 9 + 1
            let body = """
                <category>Met</category><event>Vigilance jaune</event><responseType>Monitor</responseType><urgency>Future</urgency>
                <severity>Moderate</severity><certainty>Likely</certainty><onset>2026-08-\(day)T06:00:00+02:00</onset>
                <expires>2026-08-\(day)T20:00:00+02:00</expires><senderName>METEO</senderName><headline>Vigilance jaune</headline>
                <parameter><valueName>awareness_level</valueName><value>\(number % 3 + 2); colour</value></parameter>
                <parameter><valueName>awareness_type</valueName><value>\(kind); kind</value></parameter>
                \(areas)
                """
            return """
                <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>2.49.0.\(number)</identifier><sender>vigilance@weather.example</sender>
                <sent>2026-08-\(day)T05:00:00+02:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
                <info><language>fr-FR</language>\(body)</info><info><language>en-GB</language>\(body)</info></alert>

                """
        }
    }

    /// The product in JSON: departments, nine phenomena each, four spans of time each.
    static func vigilanceProduct(_ bytes: Int) -> [UInt8] {
        let head =
            "{\"product\":{\"update_time\":\"2026-08-12T14:00:00Z\",\"domain_id\":\"FRA\",\"periods\":[{\"echeance\":\"J\",\"timelaps\":{\"domain_ids\":[\n"
            + "{\"domain_id\":\"00\",\"phenomenon_items\":[]}"
        return repeated(bytes, head: head, tail: "]}}]}}") { number in
            let phenomena = (1...9).map { kind in
                let spans = (0..<4).map { span in
                    "{\"begin_time\":\"2026-08-12T\(two(span * 6)):00:00Z\",\"end_time\":\"2026-08-12T\(two(span * 6 + 5)):00:00Z\","
                        + "\"color_id\":\((number + kind + span) % 4 + 1)}"
                }
                return "{\"phenomenon_id\":\"\(kind)\",\"phenomenon_max_color_id\":3,\"timelaps_items\":[\(spans.joined(separator: ","))]}"
            }
            return ",\n{\"domain_id\":\"\(number + 1)\",\"max_color_id\":3,\"phenomenon_items\":[\(phenomena.joined(separator: ","))]}"
        }
    }
}

import Correlation
import EventFiles

/// Between files and the finder of associations.
enum AssociationStage {
    static func data(_ table: EventTable, _ readings: ReadingTable?) throws -> AssociationData {
        var events = table.categoryNames.map { AssociationData.Events(name: $0) }
        let middle = { (values: [Double]) in values.sorted()[values.count / 2] }
        let plane = try table.eastingsAndNorthings(centredOn: middle(table.latitudes), lon0: middle(table.longitudes))
        for index in 0..<table.count {
            let category = Int(table.categories[index])
            events[category].seconds.append(table.wallSeconds[index])
            events[category].easts.append(plane.eastings[index])
            events[category].norths.append(plane.northings[index])
        }
        var measured = (readings?.variables ?? []).map { AssociationData.Readings(name: $0) }
        if let readings {
            for index in 0..<readings.count {
                measured[readings.kinds[index]].seconds.append(readings.wallSeconds[index])
                measured[readings.kinds[index]].values.append(readings.values[index])
            }
        }
        return AssociationData(events: events, readings: measured)
    }

    static func json(_ association: Association) -> JSON {
        let wording = AssociationWording(association)
        let place: String
        switch association.place {
        case .territory: place = "territory"
        case .nearby(let radius): place = "within \(Int(radius)) m"
        }
        return .object([
            ("leader", .string(association.leader)), ("follower", .string(association.follower)),
            ("lag_hours", .whole(association.lagHours)), ("rate_ratio", .number(association.rateRatio)), ("low", .number(association.low)),
            ("high", .number(association.high)), ("p_value", .number(association.pValue)), ("q_value", .number(association.qValue)),
            ("where", .string(place)), ("step", .number(association.step)), ("usual", .number(association.usual)),
            ("reading", .boolean(association.leaderIsReading)), ("sentence_fr", .string(wording.french)),
            ("sentence_en", .string(wording.english)),
        ])
    }
}

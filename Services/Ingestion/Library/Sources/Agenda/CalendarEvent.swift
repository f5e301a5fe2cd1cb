import Domain

/// A VEVENT as far as we read it (RFC 5545, 3.6.1).
struct CalendarEvent: Sendable {
    var uid = ""
    var start: CalendarTime?
    var end: CalendarTime?
    var duration: Int64?
    var rule: RecurrenceRule?
    /// RDATE, and its ends where they are periods.
    var dates: [CalendarTime] = []
    var exceptions: [CalendarTime] = []
    var recurrence: CalendarTime?
    var sequence: UInt32 = 0
    var stamped: Int64 = 0
    var isCancelled = false
    /// CLASS is PRIVATE or CONFIDENTIAL.
    var isPrivate = false
    var categories: [String] = []
    var position: (latitude: Double, longitude: Double)?
    var location = ""
    var attendance: Double?
    var line = 0
    /// What could not be read; such an event is told and passed.
    var problem: RowProblem?

    /// Dates of RDATE and of EXDATE in one event.
    static let maximumDates = 2_000

    /// Takes a property. Those that name people or tell of them (ATTENDEE, ORGANIZER, CONTACT, SUMMARY, DESCRIPTION, COMMENT) are not looked at.
    mutating func take(_ property: ContentLine, _ zones: inout CalendarZones) {
        switch property.name {
        case "UID": uid = String(property.value.prefix(512))
        case "DTSTART": start = time(property, &zones)
        case "DTEND": end = time(property, &zones)
        case "RECURRENCE-ID":
            recurrence = time(property, &zones)
            if property.parameter("RANGE") != nil {
                refuse(property, .ignored, "RANGE is not read: it changes this one time alone")
            }
        case "DURATION":
            duration = CalendarTime.duration(property.value)
            if duration == nil { refuse(property, .time, "no duration such as PT2H") }
        case "RRULE":
            do throws(RecurrenceProblem) {
                rule = try RecurrenceRule(property.value)
            } catch {
                refuse(property, .fields, "its `\(error.part)` cannot be read")
            }
        case "RDATE": dates += times(property, &zones, dates.count)
        case "EXDATE": exceptions += times(property, &zones, exceptions.count)
        case "SEQUENCE": sequence = UInt32(property.value) ?? 0
        case "DTSTAMP", "LAST-MODIFIED":
            if let time = zones.zone(nil).flatMap({ CalendarTime(Substring(property.value), zone: $0) }) {
                stamped = max(stamped, time.seconds)
            }
        case "STATUS": isCancelled = property.value.uppercased() == "CANCELLED"
        case "CLASS": isPrivate = ["PRIVATE", "CONFIDENTIAL"].contains(property.value.uppercased())
        case "CATEGORIES":
            if categories.count < 16 { categories += property.text.split(separator: ",").prefix(16).map { $0.trimmingBlanks } }
        case "GEO":
            let parts = property.value.split(separator: ";").map { DecimalNumber.parse(Array($0.trimmingBlanks.utf8).span, comma: false) }
            if parts.count == 2, let latitude = parts[0], let longitude = parts[1], (-90...90).contains(latitude),
                (-180...180).contains(longitude)
            {
                position = (latitude, longitude)
            } else {
                refuse(property, .position, "not `latitude;longitude` in degrees")
            }
        case "LOCATION": location = property.text
        case "X-EXPECTED-ATTENDANCE":
            attendance = DecimalNumber.parse(Array(property.value.utf8).span, comma: false)
            if attendance == nil || attendance.map({ $0 < 0 || $0 > 10_000_000 }) == true {
                refuse(property, .number, "no number of persons")
            }
        default: break
        }
    }

    private mutating func refuse(_ property: ContentLine, _ reason: RowProblem.Reason, _ message: String) {
        guard problem == nil else { return }
        problem = RowProblem(line: property.line, column: 0, reason: reason, message: "`\(property.name)`: \(message); mend it")
    }

    private mutating func time(_ property: ContentLine, _ zones: inout CalendarZones) -> CalendarTime? {
        guard let zone = zones.zone(property.parameter("TZID")) else {
            refuse(property, .time, "its TZID is no zone of IANA's, and the file does not define it (VTIMEZONE)")
            return nil
        }
        guard let time = CalendarTime(Substring(property.value.trimmingBlanks), zone: zone) else {
            refuse(property, .time, "not a time such as 20260105T080000 or 20260105")
            return nil
        }
        return time
    }

    private mutating func times(_ property: ContentLine, _ zones: inout CalendarZones, _ held: Int) -> [CalendarTime] {
        guard let zone = zones.zone(property.parameter("TZID")) else {
            refuse(property, .time, "its TZID is no zone of IANA's, and the file does not define it (VTIMEZONE)")
            return []
        }
        var times: [CalendarTime] = []
        for text in property.value.split(separator: ",") {
            guard held + times.count < CalendarEvent.maximumDates else {
                refuse(property, .limit, "more than \(CalendarEvent.maximumDates) dates")
                return times
            }
            // Of a period the start: all times of an event last as long.
            let first = text.split(separator: "/").first ?? ""
            guard let time = CalendarTime(Substring(first.trimmingBlanks), zone: zone) else {
                refuse(property, .time, "not times such as 20260105T080000, parted by commas")
                return times
            }
            times.append(time)
        }
        return times
    }
}

extension String {
    /// Without the blanks around it.
    var trimmingBlanks: String { self[...].trimmingBlanks }
}

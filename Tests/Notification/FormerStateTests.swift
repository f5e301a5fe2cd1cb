import Domain
import Notification
import Testing

/// What the version before audiences wrote, byte for byte, is taken up: nobody is left with an alert whose end is never told.
@Suite("State of the version before")
struct FormerStateTests {
    private static func situation(_ writer: inout StateWriter, _ rule: String) {
        writer.write(rule)
        writer.write(signed: Examples.noon)
        writer.write(UInt64(Category.theft.rawValue))
        writer.write("Security")
        writer.write(byte: Alert.Urgency.immediate.rawValue)
        writer.write(byte: Severity.moderate.rawValue)
        writer.write(byte: Alert.Certainty.observed.rawValue)
        for offset: Int64 in [0, 900, 4_500] { writer.write(signed: Examples.noon + offset) }
        writer.write(8.0)
        writer.write(1)
        writer.write(byte: 0)
        writer.write(signed: 10)
        writer.write(signed: 20)
        writer.write(byte: 1)
        for text in ["Vol", "Titre", "Texte", "Vérifier.", "Theft", "Head", "Text", "Check."] { writer.write(text) }
        writer.write("s-0")
    }

    /// One living thread of a situation.
    private static func machine(_ situation: String, rule: String) -> [UInt8] {
        var writer = StateWriter()
        writer.write(byte: 1)
        writer.write(signed: Examples.noon)
        writer.write(1)
        writer.write(situation)
        writer.write(byte: 1)
        writer.write("thread")
        writer.write(situation)
        writer.write(UInt64(1))
        writer.write(1)
        writer.write("first-message")
        Self.situation(&writer, rule)
        writer.write(signed: Examples.noon)
        writer.write(1)
        writer.write(byte: 0)
        writer.write(signed: 10)
        writer.write(signed: 20)
        for _ in 0..<3 { writer.write(byte: 0) }
        return writer.bytes
    }

    @Test("an alert that lived goes on living: its end refers to what was told, and rings all staff, whom it rang then")
    func signals() throws {
        var machine = SignalAlerts(territory: "city", policy: Examples.policy())
        try machine.restore(snapshot: Self.machine("s", rule: "rule"))
        let end = machine.apply(Examples.normal())
        #expect(end.map(\.messageType) == [.cancel] && end[0].thread == "thread")
        #expect(end[0].references.map(\.identifier) == ["first-message"] && end[0].audiences == Audience.staff)
    }

    @Test("so do forecasts', whose state had no usual totals yet")
    func forecasts() throws {
        var machine = ForecastAlerts(territory: "city", policy: Examples.policy())
        try machine.restore(snapshot: Self.machine("busy|theft|0|1", rule: "busy"))
        #expect(machine.held == 1)
    }

    @Test("what is written of it afterwards is of this version, and is read again")
    func writtenAnew() throws {
        var machine = SignalAlerts(territory: "city", policy: Examples.policy())
        try machine.restore(snapshot: Self.machine("s", rule: "rule"))
        var again = SignalAlerts(territory: "city", policy: Examples.policy())
        try again.restore(snapshot: machine.snapshot())
        #expect(again.apply(Examples.normal()) == machine.apply(Examples.normal()))
    }

    @Test("acknowledgements of the version that counted two outcomes are kept")
    func acknowledgements() throws {
        var writer = StateWriter()
        writer.write(byte: 1)
        writer.write(1)
        writer.write("alert")
        writer.write(byte: 1)
        writer.write(signed: Examples.noon)
        writer.write(1)
        writer.write("gateway")
        writer.write(UInt64(7))
        writer.write(UInt64(2))
        var book = AcknowledgementBook()
        try book.restore(snapshot: writer.bytes)
        #expect(book.summary(alert: "alert")?.devices == DeviceCounts(delivered: 7, failed: 2))
    }

    @Test("a layout that no version wrote is refused with what to do")
    func unknown() {
        var machine = SignalAlerts(territory: "city", policy: Examples.policy())
        let error = #expect(throws: StateError.self) { try machine.restore(snapshot: [9, 0]) }
        #expect(error?.description.contains("replay the upstream feed") == true)
    }
}

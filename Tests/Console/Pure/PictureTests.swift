import Console
import Domain
import Testing

@Suite("The picture of a territory")
struct PictureTests {
    @Test("an hour that nobody reported on is null, one in which nothing came is zero")
    func missing() {
        var picture = Picture()
        picture.apply([Made.incident(at: Made.start)])
        picture.apply(Made.watermark(Made.start + 3 * 3_600))
        picture.apply(Made.watermark(Made.start + 3 * 3_600, idle: true))
        // Three hours of silence, then it speaks again.
        picture.apply(Made.watermark(Made.start + 8 * 3_600))
        let hours = HoursView(picture).json(from: Made.start - 3_600, to: Made.start + 8 * 3_600, category: nil)
        #expect(hours["count"] == .sparse([nil, 1, 0, 0, nil, nil, nil, nil, 0]))
    }

    @Test("a retraction takes back what was counted, and never more")
    func retraction() {
        var picture = Picture()
        let incident = Made.incident(at: Made.start)
        picture.apply([incident, incident])
        for _ in 0..<3 { picture.apply([Retraction(sequence: 1, index: 0, retracted: .incident(incident))]) }
        picture.apply([incident])
        picture.apply(Made.watermark(Made.start + 3_600))
        #expect(NowView(picture).json(at: nil, hours: 6, services: .null)["incidents"]?["total"] == 1)
    }

    @Test("an incident known to the day counts in days and places, and in no hour")
    func dayOnly() {
        var picture = Picture()
        picture.apply([Made.incident(at: Made.start, length: 86_400)])
        picture.apply(Made.watermark(Made.start + 86_400))
        #expect(
            HoursView(picture).json(from: Made.start, to: Made.start + 7_200, category: nil)["count"] == .sparse([0, 0]))
        let trend = TrendView(picture, days: utc).json(
            from: CivilDay(wallSeconds: Made.start), to: CivilDay(wallSeconds: Made.start + 86_400), step: .day, .init())
        #expect(trend["count"] == .sparse([1]))
    }

    @Test("an alert's life is one thread; a cancel ends it, its own expiry too, and the past shows it as it was")
    func threads() {
        var picture = Picture()
        #expect(picture.apply(Made.alert("a")) == "t1")
        picture.apply(Made.alert("b", sent: Made.start + 600, type: .update))
        picture.apply(Made.alert("c", sent: Made.start + 1_200, type: .cancel))
        let thread = picture.alerts.thread("b")
        #expect(thread?.messages.count == 3)
        #expect(thread?.state(at: Made.start + 700) == .inForce)
        #expect(thread?.state(at: Made.start + 1_300) == .cancelled)
        picture.apply(Made.alert("d", thread: "t2"))
        #expect(picture.alerts.thread("t2")?.state(at: Made.start + 7_200) == .expired)
    }

    @Test("the same message twice is one")
    func twice() {
        var picture = Picture()
        picture.apply(Made.alert("a"))
        picture.apply(Made.alert("a"))
        #expect(picture.alerts.thread("t1")?.messages.count == 1)
    }

    @Test("what operators do shows in the handling: acknowledged, assigned, silenced, answered")
    func handling() throws {
        var picture = Picture()
        picture.apply(Made.alert("a"))
        func act(_ kind: AlertAction.Kind, _ change: (inout AlertAction) -> Void = { _ in }) {
            var action = AlertAction(
                territory: "town", identifier: "\(kind)", kind: kind, alert: "t1", role: "operator", time: Made.start + 60)
            change(&action)
            picture.apply(action)
        }
        func state() -> JSON? {
            picture.alerts.thread("t1").map { AlertView(picture, at: Made.start + 120).entry($0) }?["handling"]?["state"]
        }
        #expect(state() == "open")
        act(.acknowledge)
        #expect(state() == "acknowledged")
        act(.assign) { $0.team = "night" }
        #expect(state() == "assigned")
        act(.silence) { action in
            action.silence = Silence(identifier: AlertBoard.silencePrefix + "t1/7", from: Made.start, until: Made.start + 3_600)
        }
        #expect(state() == "silenced")
        act(.answer) { $0.answer = .false }
        #expect(state() == "answered")
    }

    @Test("a past hour shows the situations that were known then")
    func replay() {
        var picture = Picture()
        picture.apply(Made.signal("x", situation: "s1", start: Made.start, end: Made.start + 3_600))
        picture.apply(Made.signal("y", situation: "s2", start: Made.start + 86_400, end: Made.start + 90_000))
        picture.apply(Made.watermark(Made.start + 90_000))
        let view = NowView(picture)
        func identifiers(_ at: Int64?) -> [JSON] {
            guard case .array(let list)? = view.json(at: at, hours: 6, services: .null)["situations"] else { return [] }
            return list.compactMap { $0["id"] }
        }
        #expect(identifiers(Made.start + 1_800) == ["s1"])
        #expect(identifiers(nil) == ["s2"])
    }

    @Test(
        "a situation that its detector called over is not live any more, whatever found it",
        arguments: [Signal.Kind.anomaly, .cluster, .association, .rule, .sourceSilent, .sourceHealth])
    func over(_ kind: Signal.Kind) {
        var picture = Picture()
        var signal = Made.signal("x", start: Made.start, end: Made.start + 3_600)
        signal.kind = kind
        picture.apply(signal)
        picture.apply(Made.watermark(Made.start + 7_200))
        func live() -> JSON? { NowView(picture).json(at: nil, hours: 6, services: .null)["situations"] }
        guard case .array(let before)? = live() else { return }
        #expect(before.first?["state"] == "live")
        // As correlation ends it: an unusual count no more, which need not be none.
        signal.identifier = "y"
        (signal.start, signal.end, signal.observed, signal.pValue) = (Made.start + 3_600, Made.start + 7_200, 1, 0.4)
        picture.apply(signal)
        #expect(live() == [])
    }

    @Test("texts are forgotten when the register says so, with their incident, and where the source may keep none")
    func texts() {
        var picture = Picture()
        picture.apply(Made.register())
        let text = { (index: UInt32) in
            RedactedText(
                kind: .policeLog, category: .noise, cell: Made.cell, slot: TimeSlot(start: Made.start, length: 900), sequence: 7,
                index: index,
                text: "[NAME]")
        }
        picture.apply([text(0), text(1)])
        picture.apply([Retraction(sequence: 7, index: 0, retracted: .incident(Made.incident(at: Made.start)))])
        picture.apply(Made.watermark(Made.start + 7_200))
        #expect(picture.texts.count == 1)
        picture.apply(Made.watermark(Made.start + Int64(SourceEntry.defaultTextRetention) + 2 * 86_400))
        #expect(picture.texts.count == 0)
    }
}

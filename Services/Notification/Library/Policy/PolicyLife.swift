import Domain
import Yams

// How a policy file says how alerts live with people.

extension PolicySection {
    private static let audienceWords: [(String, Audience)] = Audience.allCases.map { ($0.name, $0) }

    mutating func life() -> AlertTerms.Life {
        let responses: [(String, Alert.ResponseType)] = Alert.ResponseType.allCases.filter { $0 != .allClear && $0 != .none }
            .map { ("\($0)", $0) }
        var life = AlertTerms.Life(
            raiseAfter: duration("raise-after") ?? 0, clearAfter: duration("clear-after") ?? 0,
            endsWithAllClear: word("all-clear", [("always", true), ("when-cleared", false)]) ?? true,
            mergeWithin: whole("merge-within", in: 0...1_000).map(Int32.init), reopenAfter: duration("reopen-after"),
            responseTypes: words("response", responses).map { $0.sorted { $0.rawValue < $1.rawValue } } ?? [], release: release())
        life.audiences = words("audiences", PolicySection.audienceWords) ?? [.operators]
        if life.audiences.contains(.public) {
            fail("audiences", node("audiences"), "names the public", "give the rule a group “public:” that says what is released")
            life.audiences.remove(.public)
        }
        life.escalations = sections("escalate") { section in
            let after = section.required("after", section.duration("after"), example: "30m")
            let to = section.required("to", section.words("to", PolicySection.audienceWords), example: "[field-agents]")
            guard let after, let to else { return nil }
            guard after > 0, !to.contains(.public) else {
                section.fail("to", section.node("to"), "names the public, or after is no time", "escalate to staff, after 1m or more")
                return nil
            }
            return AlertTerms.Escalation(after: after, to: to)
        }
        return life
    }

    private mutating func release() -> AlertTerms.Release? {
        sections("public") { section in
            let level = section.required("level", section.whole("level", in: 0...Int(Cell.maximumLevel)), example: "2")
            let atLeast = section.number("at-least", in: 0...1e9) ?? 11
            return level.map { AlertTerms.Release(level: UInt8($0), atLeast: atLeast) }
        }.first
    }

    mutating func audiences() -> [Audience: AudienceTerms] {
        var audiences: [Audience: AudienceTerms] = [:]
        var found: [PolicyProblem] = []
        if let node = node("audiences"), var section = PolicySection.make(node, path: path("audiences"), &found) {
            for audience in Audience.allCases {
                for terms in section.sections(audience.name, { $0.audienceTerms() }) { audiences[audience] = terms }
            }
            section.finish()
            found += section.problems
        }
        add(found)
        return audiences
    }

    private mutating func audienceTerms() -> AudienceTerms? {
        let quiet = text("quiet-hours", maximum: 11)
        var terms = AudienceTerms(
            atMost: whole("at-most", in: 1...10_000), per: duration("per") ?? 86_400,
            exceptFrom: word("except-from", PolicySection.severities), digest: duration("digest"))
        if let quiet {
            if let hours = QuietHours(text: quiet) {
                terms.quietHours = hours
            } else {
                fail("quiet-hours", node("quiet-hours"), "is no stretch of a day", "write local times in quotes, such as \"22:00-06:00\"")
            }
        }
        if terms.per < 60 { fail("per", node("per"), "is under a minute", "write 1m or more") }
        if let digest = terms.digest, digest < 60 { fail("digest", node("digest"), "is under a minute", "write 1m or more") }
        return terms
    }

    mutating func silence() -> Silence? {
        let name = required("name", text("name", maximum: 100), example: "metro-works")
        let from = required("from", moment("from"), example: "2026-05-01T02:00:00Z")
        let until = required("until", moment("until"), example: "2026-05-01T06:00:00Z")
        let rules = texts("rules")
        let zones = texts("zones")
        let categories = node("categories") == nil ? [] : categories()
        let reason = text("reason", maximum: 100) ?? "maintenance"
        guard let name, let from, let until else { return nil }
        guard from < until else {
            fail("until", node("until"), "is not after from", "write a later time")
            return nil
        }
        return Silence(
            identifier: "policy/\(name)", rules: rules, categories: categories, zones: zones, from: from, until: until, reason: reason)
    }

    private mutating func texts(_ key: String) -> Set<String> {
        var texts: Set<String> = []
        for item in list(key) ?? [] {
            if let text = item.scalar?.string, !text.isEmpty, text.utf8.count <= 100 {
                texts.insert(text)
            } else {
                fail(key, item, "is not a text of 1 to 100 bytes", "write one a line")
            }
        }
        return texts
    }

    /// The groups of a key, one or a list of them; what cannot be read is noted and left out.
    fileprivate mutating func sections<Value>(_ key: String, _ read: (inout PolicySection) -> Value?) -> [Value] {
        var values: [Value] = []
        for (index, node) in (list(key) ?? []).enumerated() {
            var found: [PolicyProblem] = []
            let place = node.mapping == nil || index > 0 ? "\(path(key))[\(index)]" : path(key)
            if var section = PolicySection.make(node, path: place, &found) {
                if let value = read(&section) { values.append(value) }
                section.finish()
                found += section.problems
            }
            add(found)
        }
        return values
    }

    /// An instant in UTC, `2026-05-01T02:00:00Z`, in seconds since 1970.
    private mutating func moment(_ key: String) -> Int64? {
        guard let node = node(key) else { return nil }
        let bytes = Array((node.scalar?.string ?? "").utf8)
        func number(_ from: Int, _ count: Int) -> Int64? {
            guard bytes.count == 20 else { return nil }
            return Int64(String(decoding: bytes[from..<from + count], as: UTF8.self))
        }
        guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2), let hour = number(11, 2),
            let minute = number(14, 2), let second = number(17, 2), bytes[19] == UInt8(ascii: "Z"), (1970...9_999).contains(year),
            (1...12).contains(month), (1...31).contains(day), (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
        else {
            fail(key, node, "is no instant in UTC", "write one such as 2026-05-01T02:00:00Z")
            return nil
        }
        let date = CivilDay(year: Int(year), month: Int(month), day: Int(day))
        return Int64(date.number) * 86_400 + hour * 3_600 + minute * 60 + second
    }
}

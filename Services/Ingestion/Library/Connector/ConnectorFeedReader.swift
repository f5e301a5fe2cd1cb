/// One feed's section of a connector's configuration.
struct ConnectorFeedReader {
    let section: YAMLSection

    private static let mebibyte: UInt64 = 1 << 20

    func feed(_ name: String) -> ConnectorFeed? {
        let source = section.scalar("source")?.text ?? name
        let formats = SourceFormat.allCases.map(\.name).joined(separator: ", ")
        let format = section.required("format", "write one of \(formats)").flatMap { scalar in
            let format = SourceFormat(name: scalar.text)
            if format == nil { section.refuse(scalar, "write one of \(formats)") }
            return format
        }
        let origin = origin(format)
        let every = section.duration("every", default: isPolled(origin) ? 60 : 5, in: 1...7 * 86_400)
        let size = section.whole("maximum-size", default: 256, in: 1...65_536)
        let unpacked = section.whole("maximum-unpacked", default: 1_024, in: 1...1_048_576)
        let members = section.scalar("members")?.text ?? "*"
        let spool = section.whole("spool", default: 256, in: 16...65_536)
        let places = (section.list("places") ?? []).map(\.text)
        let timetable = section.scalar("timetable")?.text
        let device = section.scalar("device")?.text ?? ""
        let zone = section.scalar("zone").map { scalar in
            if ZoneTable(identifier: scalar.text) == nil { section.refuse(scalar, "write an IANA time zone, such as Europe/Paris") }
            return scalar.text
        }
        let reporting = section.choice(
            "reports", default: .nothing, [("none", .nothing), ("latest", .latest), ("poll", ConnectorFeed.Reporting.poll)])
        if reporting == .poll, let origin, !isPolled(origin) {
            section.findings.add(
                section.mark, section.path(of: "reports"), "poll", "only a polled url says all that is known; write latest, or none")
        }
        guard let format, let origin else { return nil }
        return ConnectorFeed(
            name: name, source: source, format: format, origin: origin, every: every, maximumSize: UInt64(size) * Self.mebibyte,
            maximumUnpacked: UInt64(unpacked) * Self.mebibyte, members: members, spool: UInt64(spool) * Self.mebibyte, places: places,
            timetable: timetable,
            device: device, zone: zone, reporting: reporting)
    }

    private func isPolled(_ origin: ConnectorFeed.Origin?) -> Bool {
        if case .poll? = origin { true } else { false }
    }

    private func origin(_ format: SourceFormat?) -> ConnectorFeed.Origin? {
        let url = section.scalar("url")
        let folder = section.scalar("folder")
        let tail = section.scalar("tail")
        let given = [url, folder, tail].compactMap { $0 }
        guard given.count == 1 else {
            section.findings.add(section.mark, section.path, "", "write one of url, folder and tail: where its documents come from")
            return nil
        }
        // Every key is asked for whatever the origin is; one that means nothing there is refused.
        let polled = polled(url)
        let watched = watched(folder)
        let followed = followed(tail, format)
        if url == nil { refuse(["headers", "timeout", "redirects"], "url") }
        if folder == nil { refuse(["pattern", "done-suffix", "settle", "remove"], "folder") }
        if tail == nil { refuse(["header"], "tail") }
        if let polled { return .poll(polled) }
        if let watched { return .folder(watched) }
        return followed.map { .tail($0) }
    }

    private func refuse(_ keys: [String], _ owner: String) {
        for key in keys where section.holds(key) {
            section.findings.add(section.mark, section.path(of: key), "", "means something beside `\(owner):` only; leave it out")
        }
    }

    private func polled(_ url: YAMLSection.Scalar?) -> ConnectorFeed.Polled? {
        let timeout = section.duration("timeout", default: 30, in: 1...3_600)
        let redirects = section.whole("redirects", default: 5, in: 0...20)
        var headers: [ConnectorFeed.Header] = []
        if let named = section.section("headers") {
            for entry in named.entries() {
                guard let value = named.required(entry.text, "write its value") else { continue }
                let word = entry.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
                guard word, value.text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
                    named.refuse(value, "a header is a word, and its value one line")
                    continue
                }
                headers.append(ConnectorFeed.Header(name: entry.text, value: value.text))
            }
        }
        guard let url else { return nil }
        let schemes = ["http://", "https://", "file:///"]
        guard schemes.contains(where: url.text.hasPrefix) else {
            section.refuse(url, "write an address that begins with http://, https:// or file:///")
            return nil
        }
        return ConnectorFeed.Polled(url: url.text, headers: headers, timeout: timeout, redirects: redirects)
    }

    private func watched(_ folder: YAMLSection.Scalar?) -> ConnectorFeed.Watched? {
        let pattern = section.scalar("pattern")?.text ?? "*"
        let suffix = section.scalar("done-suffix")?.text
        let settle = section.duration("settle", default: 10, in: 0...86_400)
        let removes = section.boolean("remove", default: false)
        guard let folder else { return nil }
        return ConnectorFeed.Watched(path: folder.text, pattern: pattern, doneSuffix: suffix, settle: settle, removes: removes)
    }

    private func followed(_ tail: YAMLSection.Scalar?, _ format: SourceFormat?) -> ConnectorFeed.Followed? {
        let header = section.boolean("header", default: format?.hasHeaderLine ?? false)
        guard let tail else { return nil }
        if let format, !format.isLines {
            let lines = SourceFormat.allCases.filter(\.isLines).map(\.name).joined(separator: ", ")
            section.refuse(tail, "\(format.name) is not written line by line; use url or folder, or one of \(lines)")
        }
        return ConnectorFeed.Followed(path: tail.text, hasHeader: header)
    }
}

extension SourceFormat {
    /// Whether a document may be cut after any line, so that a file that grows can be followed.
    var isLines: Bool {
        switch self {
        case .csv, .jsonl, .policeLog, .wildfires, .interventions, .weatherTable, .synop, .climatology, .metar, .eventTable,
            .mobilePresence, .emergencyTable, .cameras:
            true
        default: false
        }
    }

    /// Whether the first line names the columns.
    var hasHeaderLine: Bool {
        switch self {
        case .jsonl, .metar, .cameras: false
        default: isLines
        }
    }
}

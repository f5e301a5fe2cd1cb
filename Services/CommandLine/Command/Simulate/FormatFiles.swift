import Foundation
import Simulation

/// `quietude simulate --formats DIR`: a simulated city as its nine partners would have it, in a folder, with all that is needed to push it.
struct FormatFiles {
    let folder: String
    let territory: String

    /// Writes the feeds, `places.csv`, `gtfs.zip`, `register.yaml`, `expected.json` and the script `push`. Returns how many documents there are.
    func write(_ feeds: CityFeeds) throws -> Int {
        try make("")
        for file in feeds.files {
            if let slash = file.name.lastIndex(of: "/") { try make(String(file.name[..<slash])) }
            try write(file.bytes, to: file.name)
        }
        try write(feeds.timetable.bytes, to: feeds.timetable.name)
        try write(Array(feeds.places.utf8), to: "places.csv")
        try write(Array(expected(feeds).utf8), to: "expected.json")
        try write(Array(script(feeds).utf8), to: "push", mode: 0o755)
        if let shipped = ShippedConfiguration.path(of: "register.yaml"), let text = try? String(contentsOfFile: shipped, encoding: .utf8),
            let register = CityFeeds.register(extending: text)
        {
            try write(Array(register.utf8), to: "register.yaml")
        }
        return feeds.files.count
    }

    private func make(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(path)", withIntermediateDirectories: true)
        } catch {
            throw Failure(
                "\(folder) cannot be made: \(error.localizedDescription)", "\(folder) ne peut être créé : \(error.localizedDescription)")
        }
    }

    private func write(_ bytes: [UInt8], to name: String, mode: Int = 0o644) throws {
        let path = "\(folder)/\(name)"
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        } catch {
            throw Failure(
                "\(path) cannot be written: \(error.localizedDescription)", "\(path) ne peut être écrit : \(error.localizedDescription)")
        }
    }

    /// What each document means: its facts by category.
    private func expected(_ feeds: CityFeeds) -> String {
        let files = feeds.files.map { file in
            let counts = Dictionary(grouping: file.facts, by: \.code).mapValues(\.count).sorted { $0.key < $1.key }
            return JSON.object([
                ("file", .string(file.name)), ("format", .string(file.format)), ("source", .string(file.source)),
                ("facts", .object(counts.map { ($0.key, .whole($0.value)) })),
            ]).text
        }
        return "[\n\(files.joined(separator: ",\n"))\n]\n"
    }

    /// A script that pushes it all, each document in its format.
    private func script(_ feeds: CityFeeds) -> String {
        var lines = [
            "#!/usr/bin/env bash",
            "# Pushes this folder's feeds, each through the adapter of its format: ./push [--data DIR | --check …]",
            "# The house must run with this folder's register: quietude up --register register.yaml",
            "set -uo pipefail", "cd \"$(dirname \"$0\")\"", "quietude=${QUIETUDE:-quietude}", "status=0",
            "push() { echo \"== $2\"; \"$quietude\" push \"$2\" --territory \(territory) --format \"$1\" --source \"$3\" --places places.csv \"${@:4}\" || status=$?; }",
        ]
        for file in feeds.files where !file.isAlternative && !file.name.hasPrefix("gtfs-realtime/") {
            let device = file.device.isEmpty ? "" : " --device \(file.device)"
            lines.append("push \(file.format) \(file.name) \(file.source)\(device) \"$@\"")
        }
        if let poll = feeds.files.first(where: { $0.name.hasPrefix("gtfs-realtime/") }) {
            lines.append("# A document a poll; `quietude connect` watches such a folder and remembers what it has read.")
            lines.append(
                "for poll in gtfs-realtime/*.pb; do push \(poll.format) \"$poll\" \(poll.source) --timetable \(feeds.timetable.name) \"$@\"; done"
            )
        }
        lines.append("exit $status")
        return lines.joined(separator: "\n") + "\n"
    }
}

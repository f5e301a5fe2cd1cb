/// What the command line of a service asks for.
struct CommandLineRequest: Sendable, Equatable {
    var wantsHelp = false
    var wantsVersion = false
    /// Text by key of setting.
    var values: [String: String] = [:]
}

/// Reads `--flag value` and `--flag=value`, and refuses whatever the catalogue does not know.
///
/// swift-configuration's own reader of arguments ignores what it does not know, and splits every value at commas (a folder may have one).
struct FlagParser {
    let catalogue: SettingsCatalogue

    /// Reads arguments, the program's own name not among them.
    func parse(_ arguments: [String]) throws(SettingsError) -> CommandLineRequest {
        var request = CommandLineRequest()
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h": request.wantsHelp = true
            case "--version": request.wantsVersion = true
            default: try read(argument, &rest, into: &request)
            }
        }
        return request
    }

    private func read(_ argument: String, _ rest: inout ArraySlice<String>, into request: inout CommandLineRequest) throws(SettingsError) {
        guard argument.hasPrefix("--"), argument.count > 2 else {
            throw SettingsError("\"\(argument)\" is not a flag. Settings are given as --flag value; --help lists them.")
        }
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let flag = String(parts[0])
        guard let setting = catalogue.settings.first(where: { $0.flag == flag }) else {
            let near = NearestWord(in: catalogue.settings.map(\.flag)).to(flag)
            let hint = near.map { "Did you mean \($0)? " } ?? ""
            throw SettingsError("\(flag) is not a setting of \(catalogue.service). \(hint)--help lists them all.")
        }
        let value: String
        if parts.count == 2 {
            value = String(parts[1])
        } else if let next = rest.first, !next.hasPrefix("--") {
            value = next
            rest.removeFirst()
        } else {
            throw SettingsError("\(flag) needs a value. Write \(flag) VALUE.")
        }
        if let earlier = request.values[setting.key] {
            guard setting.kind == .list else {
                throw SettingsError("\(flag) is given twice. Keep one of the two.")
            }
            request.values[setting.key] = earlier + "," + value
        } else {
            request.values[setting.key] = value
        }
    }
}

import Foundation

/// The text of every setting, with the place that it came from.
public struct ResolvedSettings: Sendable {
    let catalogue: SettingsCatalogue
    private let found: [String: (text: String, place: String)]
    /// Sentences worth a warning in the log, such as a variable that no setting has.
    public let warnings: [String]

    /// Layers flags over variables over the file over defaults, and checks each value against its kind.
    ///
    /// - Parameters:
    ///   - arguments: without the program's own name.
    ///   - environment: the process's variables.
    static func resolve(
        _ catalogue: SettingsCatalogue, flags: [String: String], environment: [String: String]
    ) async throws(SettingsError) -> ResolvedSettings {
        var layers = [SettingsLayer.flags(flags), SettingsLayer.environment(environment)]
        if let path = try file(catalogue, layers) {
            layers.append(try await SettingsFile(path: path, catalogue: catalogue).layer())
        }
        var found: [String: (text: String, place: String)] = [:]
        for setting in catalogue.settings {
            for layer in layers {
                guard let text = try layer.text(setting) else { continue }
                if let complaint = SettingValue.complaint(about: text, as: setting.kind) {
                    throw SettingsError("\(layer.place(setting)) \(complaint), not \"\(text)\".")
                }
                found[setting.key] = (text, layer.place(setting))
                break
            }
        }
        return ResolvedSettings(catalogue: catalogue, found: found, warnings: unknownVariables(environment, catalogue))
    }

    /// The file to read: the one that is named, else the data folder's own if it exists.
    private static func file(_ catalogue: SettingsCatalogue, _ layers: [SettingsLayer]) throws(SettingsError) -> String? {
        func text(_ key: String) throws(SettingsError) -> String? {
            guard let setting = catalogue.setting(key) else { return nil }
            for layer in layers {
                if let text = try layer.text(setting) { return text }
            }
            return setting.standard
        }
        if let named = try text("config") { return named }
        guard let data = try text("data") else { return nil }
        let usual = "\(data)/config/\(catalogue.service).yaml"
        return FileManager.default.fileExists(atPath: usual) ? usual : nil
    }

    /// Variables of ours that no service knows. One environment is often given to all five, so another service's variable is no mistake.
    private static func unknownVariables(_ environment: [String: String], _ catalogue: SettingsCatalogue) -> [String] {
        let shared = ServiceAddress.all.flatMap { SettingsCatalogue(service: $0.name).settings }
        let known = Set((shared + catalogue.settings).map(\.variable))
        return environment.keys.sorted()
            .filter { $0.hasPrefix(Setting.variablePrefix) && !known.contains($0) }
            .map { name in
                let near = NearestWord(in: known.sorted()).to(name)
                let hint = near.map { "; did you mean \($0)?" } ?? ""
                return "the variable \(name) is not a setting of \(catalogue.service)\(hint)"
            }
    }

    /// The text of a setting, its default where nobody said anything; nil where it has none.
    public func text(_ key: String) -> String? { found[key]?.text ?? catalogue.setting(key)?.standard }

    /// The parts of a list; empty where nobody said anything.
    public func list(_ key: String) -> [String] { text(key).map(SettingValue.list) ?? [] }

    /// A number, such as a port; nil where nobody said anything and there is no default.
    public func number(_ key: String) -> Int? { text(key).flatMap(Int.init) }

    /// A size in bytes.
    public func bytes(_ key: String) -> Int? { text(key).flatMap(SettingValue.bytes) }

    /// A span of time.
    public func duration(_ key: String) -> Duration? { text(key).flatMap(SettingValue.duration) }

    /// Where a value came from, such as `--port` or `port in FILE`; `its default` where nobody said anything.
    public func place(_ key: String) -> String { found[key]?.place ?? "the default of \(key)" }
}

import Configuration

/// One place that settings come from, and how it is named to a person.
struct SettingsLayer: Sendable {
    let provider: any ConfigProvider
    /// Such as `the flag --port`.
    let place: @Sendable (Setting) -> String

    /// What was given on the command line.
    static func flags(_ values: [String: String]) -> SettingsLayer {
        let content = values.map { key, text in
            (AbsoluteConfigKey(key.split(separator: ".").map(String.init)), ConfigValue(.string(text), isSecret: false))
        }
        return SettingsLayer(provider: InMemoryProvider(name: "flags", values: Dictionary(content) { first, _ in first })) { $0.flag }
    }

    /// The variables that begin with `QUIETUDE_`.
    static func environment(_ variables: [String: String]) -> SettingsLayer {
        let provider = EnvironmentVariablesProvider(environmentVariables: variables).prefixKeys(with: "quietude")
        return SettingsLayer(provider: provider) { $0.variable }
    }

    /// The text of a setting; nil where this place says nothing of it.
    func text(_ setting: Setting) throws(SettingsError) -> String? {
        let key = AbsoluteConfigKey(setting.components)
        if setting.kind == .list, case .stringArray(let values) = try? provider.value(forKey: key, type: .stringArray).value?.content {
            return values.joined(separator: ",")
        }
        do {
            guard case .string(let text) = try provider.value(forKey: key, type: .string).value?.content else { return nil }
            return text
        } catch {
            throw SettingsError("\(setting.key) in \(place(setting)) must be one plain value, not a list.")
        }
    }
}

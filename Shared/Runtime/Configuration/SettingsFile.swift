import Configuration
import Foundation
import Synchronization

/// A YAML file of settings, refused where it names a key that the catalogue does not know.
struct SettingsFile: Sendable {
    let path: String
    let catalogue: SettingsCatalogue

    /// Reads the file.
    func layer() async throws(SettingsError) -> SettingsLayer {
        let found = FoundKeys()
        let options = YAMLSnapshot.ParsingOptions(
            // The file's reader asks of every key whether it is a secret. None is: this is how we learn the keys.
            secretsSpecifier: .dynamic { key, _ in
                found.insert(key)
                return false
            })
        let provider: FileProvider<YAMLSnapshot>
        do {
            guard FileManager.default.fileExists(atPath: path) else {
                throw SettingsError("There is no configuration file \(path). Create it, or leave --config out.")
            }
            if try isBlank() { return SettingsLayer(provider: InMemoryProvider(values: [:])) { $0.key } }
            let place = InMemoryProvider(values: ["filePath": ConfigValue(.string(path), isSecret: false)])
            provider = try await FileProvider<YAMLSnapshot>(parsingOptions: options, config: ConfigReader(provider: place))
        } catch let error as SettingsError {
            throw error
        } catch {
            throw SettingsError("\(path) cannot be read as YAML settings: \(error) Correct it; --help lists the settings.")
        }
        for key in found.sorted where key == "config" || catalogue.setting(key) == nil {
            let near = NearestWord(in: catalogue.settings.map(\.key)).to(key)
            throw SettingsError(
                "\(path) has a setting \"\(key)\" that \(catalogue.service) does not know. "
                    + "\(near.map { "Did you mean \($0)? " } ?? "")Correct or remove it; --help lists them all.")
        }
        return SettingsLayer(provider: provider) { [path] in "\($0.key) in \(path)" }
    }

    /// Nothing but comments: every setting keeps its default. The reader of YAML takes no document for an error.
    private func isBlank() throws -> Bool {
        try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
            .map { $0.drop(while: \.isWhitespace) }
            .allSatisfy { $0.isEmpty || $0.hasPrefix("#") || $0 == "---" }
    }
}

/// The keys that were met in a file; guarded because the reader's closure must be sendable.
private final class FoundKeys: Sendable {
    private let keys = Mutex<Set<String>>([])

    func insert(_ key: String) { keys.withLock { _ = $0.insert(key) } }

    var sorted: [String] { keys.withLock { $0.sorted() } }
}

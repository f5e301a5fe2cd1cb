import Correlation
import Crypto
import Foundation
import RuleFiles
import Runtime

/// What the service watches with beside the counts of cells, as its files and settings said at the start, with the digest that the journal
/// notes.
struct DetectorFiles {
    static let settings = [
        Setting(
            "rules", .path, explained: (english: "DATA/rules.yaml, if it is there", french: "DATA/rules.yaml, s'il y est"),
            english: "Rules of the operators; read at the start", french: "Règles des opérateurs ; lues au démarrage"),
        Setting(
            "associations", .path,
            explained: (english: "DATA/associations.json, if it is there", french: "DATA/associations.json, s'il y est"),
            english: "What `quietude associate` learnt; read at the start", french: "Ce que `quietude associate` a appris ; lu au démarrage"
        ),
        Setting(
            "scan", .choice(["off", "daily", "2", "4", "8"]), default: "off",
            english: "Space-time clusters, by category: never, once or several times a local day",
            french: "Groupes dans l'espace et le temps, par catégorie : jamais, une ou plusieurs fois par jour local"),
        Setting(
            "series", .choice(["off", "hourly"]), default: "off",
            english: "Series of each cell, category and source, by the hour or the day",
            french: "Séries de chaque maille, catégorie et source, par heure ou par jour"),
    ]

    let detectors: CorrelationDetectors
    /// Nil where nothing is set.
    let digest: [UInt8]?

    init(_ environment: ServiceEnvironment) throws {
        var detectors = CorrelationDetectors()
        var hash = SHA256()
        var isSet = false
        if let (path, data) = try DetectorFiles.file("rules", "rules.yaml", environment) {
            do throws(RuleFileError) {
                detectors.rules = try RuleFile(yaml: String(decoding: data, as: UTF8.self)).rules
            } catch {
                throw SettingsError("The rules \(path) have faults; nothing of them is used:\n\(error)")
            }
            hash.update(data: data)
            isSet = true
        }
        if let (path, data) = try DetectorFiles.file("associations", "associations.json", environment) {
            do {
                detectors.associations = try LearntAssociation.read(data)
            } catch {
                throw SettingsError("The associations \(path) cannot be read; write them with `quietude associate --out`: \(error)")
            }
            hash.update(data: data)
            isSet = true
        }
        let scan = environment.config.resolved.text("scan") ?? "off"
        if scan != "off" {
            detectors.scan = ScanWatchSettings(scansPerDay: Int(scan) ?? 1)
            hash.update(data: Array("scan \(scan)".utf8))
            isSet = true
        }
        if environment.config.resolved.text("series") == "hourly" {
            detectors.series = StreamingDetectorSettings()
            hash.update(data: Array("series hourly".utf8))
            isSet = true
        }
        self.detectors = detectors
        digest = isSet ? Array(hash.finalize()) : nil
    }

    /// The file that a setting names, which must be there, or the one of that name in the data folder, which may.
    private static func file(_ key: String, _ name: String, _ environment: ServiceEnvironment) throws -> (String, Data)? {
        let named = environment.config.resolved.text(key)
        let path = named ?? "\(environment.dataDirectory)/\(name)"
        if let data = FileManager.default.contents(atPath: path) { return (path, data) }
        guard named == nil, !FileManager.default.fileExists(atPath: path) else {
            throw SettingsError("\(path), which --\(key) names, cannot be read. Name a file that is there, or leave the setting out.")
        }
        return nil
    }
}

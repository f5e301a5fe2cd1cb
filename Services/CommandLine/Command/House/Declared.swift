import Domain
import Foundation
import Ingestion

/// What the data folder's register declares, as commands need it to read files and to name places.
struct Declared: Sendable {
    private let file: RegisterFile?

    /// Reads the register of a data folder; a folder without one declares nothing.
    init(_ house: House) throws {
        guard FileManager.default.fileExists(atPath: house.register) else {
            self.init(file: nil)
            return
        }
        try self.init(register: house.register)
    }

    private init(file: RegisterFile?) { self.file = file }

    /// Reads a register file.
    init(register path: String) throws {
        do {
            self.init(file: try RegisterCheck.read(path))
        } catch let error as RegisterError {
            throw Failure(
                "\(path) has \(error.problems.count) problem(s), the first: \(error.problems[0])",
                "\(path) a \(error.problems.count) problème(s), le premier : \(error.problems[0])")
        }
    }

    /// The territory asked for, or the only one that there is (and that declares a source, where one is named).
    func territory(_ asked: String?, source: String? = nil) throws -> String {
        if let asked { return asked }
        let all = file?.registers ?? []
        let candidates = source.map { source in all.filter { $0.source(source) != nil } } ?? all
        if candidates.count == 1 { return candidates[0].territory.identifier }
        let names = all.map(\.territory.identifier).joined(separator: ", ")
        guard !all.isEmpty else {
            throw Failure(
                "there is no register to tell the territory from: name it with --territory",
                "pas de registre pour dire le territoire : le nommer avec --territory")
        }
        guard !candidates.isEmpty, source == nil || all.count > 1 else {
            let known = Set(all.flatMap { $0.sources.map(\.identifier) }).sorted().joined(separator: ", ")
            throw Failure(
                "the register declares no source \"\(source ?? "")\": it knows \(known). Declare it in register.yaml, or name another",
                "le registre ne déclare pas de source « \(source ?? "") » : il connaît \(known). La déclarer dans register.yaml, ou en nommer une autre"
            )
        }
        throw Failure(
            "there are several territories: choose one with --territory (\(names))",
            "il y a plusieurs territoires : en choisir un avec --territory (\(names))")
    }

    /// The register of a territory; nil where there is no register at all. Throws where it has no such territory.
    @discardableResult
    func require(_ territory: String) throws -> Register? {
        guard let file else { return nil }
        guard let register = file.register(ofTerritory: territory) else {
            let names = file.registers.map(\.territory.identifier).joined(separator: ", ")
            throw Failure(
                "the register has no territory \"\(territory)\": it knows \(names)",
                "le registre n'a pas de territoire « \(territory) » : il connaît \(names)")
        }
        return register
    }

    /// The entry of a source; nil where there is no register. Throws where the register has no such source.
    func source(_ source: String, of territory: String) throws -> SourceEntry? {
        guard let register = try require(territory) else { return nil }
        guard let entry = register.source(source) else {
            let known = register.sources.map(\.identifier).joined(separator: ", ")
            throw Failure(
                "the register of \(territory) declares no source \"\(source)\": it knows \(known)",
                "le registre de \(territory) ne déclare pas de source « \(source) » : il connaît \(known)")
        }
        return entry
    }

    func entry(of territory: String) -> TerritoryEntry? { file?.register(ofTerritory: territory)?.territory }

    /// Seconds: how far back an observation may reach.
    func oldest(of territory: String) -> UInt32 { file?.oldest[territory] ?? RegisterFile.defaultOldest }

    var registers: [Register] { file?.registers ?? [] }

    func columnMap(_ source: String, of territory: String) -> ColumnMap {
        file?.columnMap(territory: territory, source: source) ?? .standard
    }
}

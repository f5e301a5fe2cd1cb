import EventFiles

/// A file to push: plain, packed with gzip whatever its name, or standard input.
struct InputFile {
    private static let chunk = 256 << 10

    private let file: PackedFile

    /// Opens it; `-` is standard input.
    init(_ path: String) throws {
        do throws(EventFileError) {
            file = try PackedFile(path)
        } catch {
            throw Failure(
                "\(path) is not a file that can be read: name a CSV or JSON-lines file, or - for standard input",
                "\(path) n'est pas un fichier lisible : nommer un fichier CSV ou JSON-lines, ou - pour l'entrée standard")
        }
    }

    /// Part of the file that was read, 0 ... 1; nil where its length is not known.
    var progress: Double? { file.length.map { $0 == 0 ? 1 : min(Double(file.position) / Double($0), 1) } }

    /// The next bytes; nil at the end. Throws where a packed file is damaged, or a bomb.
    func read() throws -> [UInt8]? {
        do throws(EventFileError) {
            return try file.read(upTo: Self.chunk)
        } catch {
            throw Failure("\(error)", "abîmé, ou déballé au-delà de toute mesure : le reprendre à sa source (\(error))")
        }
    }
}

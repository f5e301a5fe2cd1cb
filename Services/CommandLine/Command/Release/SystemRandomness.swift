import Anonymization
import Glibc

/// The system's CSPRNG, read in blocks: `/dev/urandom` gives what `getrandom(2)` gives. Swift's `SystemRandomNumberGenerator` calls the
/// kernel for every number, which costs more than a draw of noise.
enum SystemRandomness {
    /// Bits for the samplers; the program ends where the system gives none, for nothing may be published without noise.
    static func bits() throws -> RandomBits {
        let file = open("/dev/urandom", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw Failure(
                "the system gives no randomness: /dev/urandom cannot be opened", "le système ne donne pas d'aléa : /dev/urandom illisible")
        }
        // Held as long as the bits are; the process ends soon after them.
        return RandomBits(block: 16_384) { words in
            [UInt32](unsafeUninitializedCapacity: words) { buffer, filled in
                let bytes = UnsafeMutableRawBufferPointer(buffer)
                var read = 0
                while read < bytes.count {
                    let more = Glibc.read(file, bytes.baseAddress?.advanced(by: read), bytes.count - read)
                    guard more > 0 || errno == EINTR else { fatalError("the system gives no randomness") }
                    read += max(more, 0)
                }
                filled = words
            }
        }
    }
}

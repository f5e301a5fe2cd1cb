import Anonymization
import Crypto
import Domain
import Testing

@Suite("Pseudonyms inside the service")
struct PseudonymTests {
    private static let hmac: PseudonymBook.Authentication = { message, key in
        Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
    }

    private let track = Array("track-17".utf8)
    private let monday = Instant(seconds: 1_750_000_500)
    private let tuesday = Instant(seconds: 1_750_000_500 + 86_400)

    /// A key that depends on its name, as random ones would.
    private func key(_ name: PseudonymKey) -> [UInt8] { Array(SHA256.hash(data: Array("\(name.source) \(name.day)".utf8))) }

    private func book() -> PseudonymBook { PseudonymBook(authentication: Self.hmac) }

    @Test("an identifier has one pseudonym within a source and a day")
    func same() {
        var book = book()
        let first = book.pseudonym(of: track, source: "camera", at: monday, makeKey: key)
        let later = book.pseudonym(of: track, source: "camera", at: monday.advanced(byMilliseconds: 3_600_000), makeKey: key)
        #expect(first != nil && first == later && book.held == 1)
    }

    @Test("it has another the next day, and another in another source")
    func apart() {
        var book = book()
        let first = book.pseudonym(of: track, source: "camera", at: monday, makeKey: key)
        let nextDay = book.pseudonym(of: track, source: "camera", at: tuesday, makeKey: key)
        let elsewhere = book.pseudonym(of: track, source: "log", at: monday, makeKey: key)
        #expect(nextDay != first && elsewhere != first && elsewhere != nextDay)
    }

    @Test("when a day is over its keys are given up for destruction, once")
    func destroyed() {
        var book = book()
        _ = book.pseudonym(of: track, source: "camera", at: monday, makeKey: key)
        _ = book.pseudonym(of: track, source: "camera", at: tuesday, makeKey: key)
        let closed = book.close(before: tuesday)
        let again = book.close(before: tuesday)
        #expect(closed == [PseudonymKey(source: "camera", at: monday)])
        #expect(again.isEmpty && book.held == 1)
    }

    @Test("a day that is over makes no pseudonym any more, whatever keys are offered")
    func closed() {
        var book = book()
        _ = book.close(before: tuesday)
        let late = book.pseudonym(of: track, source: "camera", at: monday, makeKey: key)
        #expect(late == nil)
        var restarted = PseudonymBook(
            keys: [PseudonymKey(source: "camera", at: monday): key(PseudonymKey(source: "camera", at: monday))],
            firstOpenDay: PseudonymKey(source: "", at: tuesday).day, authentication: Self.hmac)
        let afterwards = restarted.pseudonym(of: track, source: "camera", at: monday, makeKey: key)
        #expect(restarted.held == 0 && afterwards == nil)
    }

    @Test("no key is kept where none could be made safe")
    func failure() {
        struct Full: Error {}
        var book = book()
        do {
            _ = try book.pseudonym(of: track, source: "camera", at: monday) { _ in throw Full() }
            Issue.record("nothing was thrown")
        } catch {
            #expect(error is Full)
        }
        #expect(book.held == 0)
    }

    @Test("a mention within the window is a repeat, one after it is not")
    func window() throws {
        var book = book()
        var window = RepeatWindow(length: 600)
        let made = book.pseudonym(of: track, source: "camera", at: monday, makeKey: key)
        let pseudonym = try #require(made)
        var first = window.isRepeat(pseudonym, at: monday)
        #expect(!first)
        first = window.isRepeat(pseudonym, at: monday.advanced(byMilliseconds: 600_000))
        #expect(first)
        first = window.isRepeat(pseudonym, at: monday.advanced(byMilliseconds: 1_201_000))
        #expect(!first)
    }

    @Test("the window forgets what lies behind it, and holds no more than its limit")
    func bounded() throws {
        var book = book()
        var window = RepeatWindow(length: 600, limit: 100)
        for number in 0..<1_000 {
            let made = book.pseudonym(of: Array("\(number)".utf8), source: "s", at: monday, makeKey: key)
            let pseudonym = try #require(made)
            _ = window.isRepeat(pseudonym, at: monday.advanced(byMilliseconds: Int64(number) * 100))
        }
        #expect(window.held <= 100)
        window.advance(to: tuesday)
        #expect(window.held == 0)
    }
}

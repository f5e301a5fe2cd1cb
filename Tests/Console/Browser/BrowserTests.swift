import Foundation
import Testing

/// The console's page in a real browser: what `driver/checks.py` does there is described in its own words; a check fails with what it saw.
@Suite(
    "The console's page in headless Chromium", .serialized,
    .disabled(if: BrowserRun.obstacle != nil, Comment(rawValue: BrowserRun.obstacle ?? "")))
struct BrowserTests {
    private static let screens = ["agenda", "now", "next", "before", "trust"]

    private func holds(_ arguments: String...) async throws {
        let run = try await BrowserRun(arguments)
        #expect(run.status == 0, "\(run.said)")
    }

    @Test("draws each screen in both languages on a phone and a desk without an error, asking no other host", arguments: screens)
    func screen(_ name: String) async throws { try await holds("screen", name) }

    @Test("gives every text a contrast of 4.5 to 1, by day and by night", arguments: screens)
    func contrast(_ name: String) async throws { try await holds("contrast", name) }

    @Test("names every landmark, control and picture in the accessibility tree, and makes every target large enough", arguments: screens)
    func tree(_ name: String) async throws { try await holds("tree", name) }

    @Test("leads from an alert to its reason in one click")
    func oneClick() async throws { try await holds("one_click") }

    @Test("shows an alert that is raised by itself, and says it once, politely")
    func live() async throws { try await holds("live") }

    @Test("says that what it shows is stale when the line breaks, and comes back by itself")
    func stale() async throws { try await holds("stale") }

    @Test("never lets missing data look like zero")
    func missing() async throws { try await holds("missing") }

    @Test("tells a problem with its remedy, and recovers")
    func trouble() async throws { try await holds("trouble") }

    @Test("is worked by the keyboard alone, the map too")
    func keyboard() async throws { try await holds("keyboard") }

    @Test("replays a past hour and comes back to now")
    func replay() async throws { try await holds("replay") }

    @Test("takes, gives, silences, comments and answers an alert, each told in its log")
    func act() async throws { try await holds("act") }

    @Test("lets in by token, wipes it from the address, and leaves Trust open where it is public")
    func signIn() async throws { try await holds("sign_in") }

    @Test("changes language and theme in place, keeps them, and moves nothing for those who asked for less motion")
    func choices() async throws { try await holds("choices") }

    @Test("colours the map by a scale that is ordered to colour-blind eyes too")
    func colours() async throws { try await holds("colours") }

    @Test("draws 50,000 cells and lists the same ones beside the map")
    func cells() async throws { try await holds("cells") }

    @Test("prints Before and Trust without their tools")
    func paper() async throws { try await holds("paper") }

    @Test("opens a day's plan, plans teams, and offers files that hold what the screen shows")
    func plan() async throws { try await holds("plan") }
}

/// Why a command cannot go on: one sentence that names the thing and the remedy.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ english: @autoclosure () -> String, _ french: @autoclosure () -> String) {
        description = say(english(), french())
    }
}

/// What a signed-in person may do in the console.
public enum Role: String, CaseIterable, Sendable {
    case `operator`, analyst, dpo, administrator
}

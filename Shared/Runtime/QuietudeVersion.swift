/// The version of the whole project.
public enum QuietudeVersion {
    /// Semantic version, the same in every program of one build.
    public static let current = "0.1.0"
}

/// One feed of a connector: where it comes from, how it is written, which source it is pushed for.
public struct ConnectorFeed: Hashable, Sendable {
    /// Where documents come from.
    public enum Origin: Hashable, Sendable {
        /// A document that is asked for again and again.
        case poll(Polled)
        /// A folder into which files are put.
        case folder(Watched)
        /// A file that grows.
        case tail(Followed)
    }

    /// `url:`
    public struct Polled: Hashable, Sendable {
        /// http, https or file.
        public let url: String
        /// Sent with each request; `$NAME` in a value is replaced by that variable of the environment.
        public let headers: [Header]
        /// Seconds for one request, redirects and body included.
        public let timeout: UInt32
        /// Redirects followed.
        public let redirects: UInt32
    }

    /// A header of a request.
    public struct Header: Hashable, Sendable {
        /// Such as `apikey`.
        public let name: String
        /// As written in the file.
        public let value: String
    }

    /// `folder:`
    public struct Watched: Hashable, Sendable {
        /// The folder; its own folders are not looked into.
        public let path: String
        /// Of names, with `*` and `?`.
        public let pattern: String
        /// A file `X` counts once a file `X` + this is there; nil: once it has not changed for `settle`.
        public let doneSuffix: String?
        /// Seconds for which a file must not have changed.
        public let settle: UInt32
        /// Whether files are removed once all they held is in the house.
        public let removes: Bool
    }

    /// `tail:`
    public struct Followed: Hashable, Sendable {
        /// The file, by the name under which it is written.
        public let path: String
        /// Its first line names the columns.
        public let hasHeader: Bool
    }

    /// How the source says how far it has reported.
    public enum Reporting: String, Hashable, Sendable {
        /// Not at all: ingestion works it out.
        case nothing = "none"
        /// Up to the end of the slot of the latest event of each document.
        case latest
        /// Up to the moment at which each poll began: the document says all that is known then.
        case poll
    }

    /// Unique in the configuration.
    public let name: String
    /// The source in the register.
    public let source: String
    /// How it is written.
    public let format: SourceFormat
    /// Where it comes from.
    public let origin: Origin
    /// Seconds between two looks.
    public let every: UInt32
    /// Bytes of one document, as fetched.
    public let maximumSize: UInt64
    /// Bytes of one document, unpacked.
    public let maximumUnpacked: UInt64
    /// Which members of a zip are documents: their names, folders aside, with `*` and `?`.
    public let members: String
    /// Bytes that may wait on disk while the house is away; upstream is not read beyond.
    public let spool: UInt64
    /// Paths of tables of places.
    public let places: [String]
    /// Path of a GTFS folder or zip.
    public let timetable: String?
    /// The device that documents come from, where they do not say it.
    public let device: String
    /// IANA zone of times without offset; nil: the territory's.
    public let zone: String?
    /// How far the source has reported.
    public let reporting: Reporting
}

// swift-tools-version: 6.2
import PackageDescription

// The house, lowest floor first. Arrows go down only: Services -> Runtime -> Transport, Journal -> Schema -> Domain.
// A service's library (the science) sees Domain alone; no service imports another.

let cryptography = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let tracing = Target.Dependency.product(name: "Tracing", package: "swift-distributed-tracing")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let sqlite = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let http = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let networkCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let network = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let networkTLS = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let http2 = Target.Dependency.product(name: "HummingbirdHTTP2", package: "hummingbird")
let tokens = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let yaml = Target.Dependency.product(name: "Yams", package: "Yams")

/// A service: a pure library, and an executable that wires it to the floors below.
func service(
    _ name: String, library: [Target.Dependency] = [], executable: [Target.Dependency] = [], settings: [SwiftSetting]? = nil
) -> [Target] {
    [
        .target(name: name, dependencies: ["Domain"] + library, path: "Services/\(name)/Library", swiftSettings: settings),
        .executableTarget(
            name: "quietude-\(name.lowercased())",
            dependencies: [.init(stringLiteral: name), "Runtime"] + executable,
            path: "Services/\(name)/Service"),
    ]
}

/// The tests of one target, in the folder that bears its name.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies, path: "Tests/\(name)", exclude: exclude)
}

let sharedFloors: [Target] = [
    .systemLibrary(name: "CZeroMQ", path: "Shared/CZeroMQ", pkgConfig: "libzmq", providers: [.apt(["libzmq3-dev"])]),
    .systemLibrary(
        name: "CProtobufC", path: "Shared/CProtobufC", pkgConfig: "libprotobuf-c",
        providers: [.apt(["libprotobuf-c-dev"])]),
    .systemLibrary(name: "CPROJ", path: "Shared/CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
    .systemLibrary(name: "CZlib", path: "Shared/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Domain", path: "Shared/Domain"),
    .target(name: "Projection", dependencies: ["Domain", "CPROJ"], path: "Shared/Projection"),
    .target(name: "CSchema", dependencies: ["CProtobufC"], path: "Shared/Schema/C"),
    .target(name: "Schema", dependencies: ["Domain", "CSchema", "CProtobufC"], path: "Shared/Schema/Swift"),
    .target(
        name: "Transport", dependencies: ["Schema", "CZeroMQ", logging, metrics, tracing, lifecycle],
        path: "Shared/Transport"),
    .target(name: "Journal", dependencies: ["Domain", "Schema", sqlite, logging], path: "Shared/Journal"),
    .target(
        name: "Runtime",
        dependencies: ["Domain", "Schema", "Transport", "Journal", configuration, lifecycle, logging, metrics, tracing, http],
        path: "Shared/Runtime"),
]

let services: [Target] =
    service("Ingestion", library: [yaml], executable: [cryptography])
    + service("Anonymization", executable: ["Projection", cryptography])
    + [.target(name: "TransitFeeds", dependencies: ["Domain", "Schema", "Ingestion"], path: "Services/Ingestion/TransitFeeds")]
    + service("Correlation", executable: ["RuleFiles", cryptography])
    + [.target(name: "RuleFiles", dependencies: ["Domain", "Correlation", yaml], path: "Services/Correlation/RuleFiles")]
    // Its kernels are a hundred times slower without the optimiser: a debug house could not follow months of history.
    + service("Forecasting", settings: [.unsafeFlags(["-O"], .when(configuration: .debug))])
    + [.target(name: "Advice", dependencies: ["Domain"], path: "Services/Forecasting/Advice")]
    + service("Notification", library: [yaml], executable: [cryptography])
    + [.target(name: "AlertDocuments", dependencies: ["Domain", "Projection"], path: "Services/Notification/Documents")]

/// A gateway: an executable on the public feed of alerts, its logic in the library that all gateways share.
func gateway(_ name: String) -> Target {
    .executableTarget(name: "quietude-gateway-\(name.lowercased())", dependencies: ["Gateways"], path: "Services/Gateways/\(name)")
}

let gateways: [Target] =
    [
        .target(
            name: "Gateways",
            dependencies: [
                "Domain", "Schema", "Transport", "Runtime", "AlertDocuments", httpClient, tokens, cryptography, yaml, logging, lifecycle,
                configuration, sqlite, networkCore, network, networkTLS,
            ],
            path: "Services/Gateways/Library")
    ] + ["Webhook", "WebPush", "Ntfy", "FCM", "APNs", "Mail"].map(gateway)

let console: [Target] = [
    .target(name: "Console", dependencies: ["Domain", "Advice"], path: "Services/Console/Library"),
    .executableTarget(
        name: "quietude-console",
        dependencies: [
            "Console", "Advice", "AlertDocuments", "Projection", "Runtime", "Schema", "Transport", "Journal", "CZlib", http, httpClient,
            tokens, cryptography,
            yaml, sqlite, logging, lifecycle, configuration,
        ],
        path: "Services/Console/Service", resources: [.copy("Web")]),
]

let commandLine: [Target] = [
    .target(name: "Simulation", dependencies: ["Domain"], path: "Services/CommandLine/Simulation"),
    .target(name: "EventFiles", dependencies: ["Domain", "Projection", "CZlib"], path: "Services/CommandLine/EventFiles"),
    .executableTarget(
        name: "quietude",
        dependencies: [
            "Domain", "Schema", "Transport", "Simulation", "EventFiles", "Ingestion", "TransitFeeds", "Anonymization", "Correlation",
            "RuleFiles", "Forecasting", "Advice", "Notification", "AlertDocuments", "Projection", "Runtime", "Journal", "CZlib", httpClient,
            logging, arguments, cryptography,
        ],
        path: "Services/CommandLine/Command"),
]

let package = Package(
    name: "quietude",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: sharedFloors + services + gateways + console + commandLine + [
        tests("Domain", ["Domain"]),
        tests("Projection", ["Projection", "Domain"]),
        tests("Schema", ["Schema", "Domain", "CSchema", "CProtobufC"], exclude: ["sanitize"]),
        tests("Transport", ["Transport", "Schema"]),
        tests("Journal", ["Journal", "Domain", "Schema"]),
        tests("Runtime", ["Runtime", "Domain"]),
        tests("Ingestion", ["Ingestion", "TransitFeeds", "Domain", "Schema"], exclude: ["Fixtures"]),
        tests("Anonymization", ["Anonymization", "quietude-anonymization", "Domain", "Schema", "Runtime", cryptography]),
        tests("Correlation", ["Correlation", "Domain"]),
        tests("RuleFiles", ["RuleFiles", "Correlation", "Domain"]),
        tests("Forecasting", ["Forecasting"]),
        tests("Advice", ["Advice", "Domain"]),
        tests("Notification", ["Notification", "Domain", "Schema"]),
        tests("AlertDocuments", ["AlertDocuments", "Domain", "Projection"]),
        tests(
            "Gateways",
            ["Gateways", "Domain", "Schema", "Transport", http, http2, httpClient, tokens, cryptography, networkCore, network, networkTLS]),
        tests(
            "Console",
            [
                "Console", "quietude-console", "Advice", "Domain", "Schema", "Runtime", "Journal", "Transport", http, httpClient, tokens,
                cryptography,
            ], exclude: ["Browser/driver", "Browser/standin"]),
        tests("Simulation", ["Simulation", "Domain", "Projection", "Ingestion", "TransitFeeds"]),
        tests("EventFiles", ["EventFiles", "CZlib"]),
        tests(
            "CommandLine", ["quietude", "Domain", "Schema", "Ingestion", "Journal", "Runtime", "Transport", cryptography, logging, http]),
        tests("EndToEnd", ["Domain", "Schema", "Transport", "Runtime", "CZeroMQ", logging, http]),
        tests("Interop", ["Domain", "Ingestion", "TransitFeeds"], exclude: ["client.py", "judges", "Fixtures"]),
    ]
)

// Warnings are errors in CI; elsewhere a newer compiler's new warning must not break a build.
if Context.environment["QUIETUDE_WARNINGS_AS_ERRORS"] != nil {
    for target in package.targets where target.type != .system {
        target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
    }
}

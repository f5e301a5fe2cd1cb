import Correlation
import EventFiles

/// The file of clusters: a JSON array, one object a line.
enum ClusterFile {
    static func write(_ clusters: [ScanCluster], to path: String) throws {
        var file = try OutputFile(path)
        try file.write("[")
        for (index, cluster) in clusters.enumerated() { try file.write((index == 0 ? "\n" : ",\n") + json(cluster).text) }
        try file.write(clusters.isEmpty ? "]\n" : "\n]\n")
        try file.close()
    }

    private static func json(_ cluster: ScanCluster) -> JSON {
        .object([
            ("x", .whole(cluster.centre.column)), ("y", .whole(cluster.centre.row)), ("radius_m", .number(cluster.radius)),
            ("start", .string(CalendarDay(cluster.firstDay).text)), ("end", .string(CalendarDay(cluster.lastDay).text)),
            ("observed", .whole(cluster.observed)), ("expected", .number(cluster.expected)), ("llr", .number(cluster.logLikelihoodRatio)),
            ("p_value", .number(cluster.pValue)), ("p_gumbel", .optional(cluster.gumbelPValue)), ("cells", .whole(cluster.cells.count)),
        ])
    }
}

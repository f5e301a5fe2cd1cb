import Foundation

/// What Linux says of this process, under the names that Prometheus' own clients use.
struct ProcessMetrics: Equatable {
    var residentBytes: Double = 0
    var cpuSeconds: Double = 0
    var openFiles: Double = 0
    var maximumFiles: Double = 0
    /// Seconds since 1970.
    var startTime: Double = 0
    var threads: Double = 0

    /// Name, kind, help and value.
    var rows: [(String, String, String, Double)] {
        [
            ("process_cpu_seconds_total", "counter", "User and system CPU time, in seconds", cpuSeconds),
            ("process_max_fds", "gauge", "Most file descriptors that may be open", maximumFiles),
            ("process_open_fds", "gauge", "File descriptors that are open", openFiles),
            ("process_resident_memory_bytes", "gauge", "Memory in RAM, in bytes", residentBytes),
            ("process_start_time_seconds", "gauge", "Start of the process, in seconds since 1970", startTime),
            ("process_threads", "gauge", "Threads of the process", threads),
        ]
    }

    /// Reads /proc; nil where there is none.
    static func current() -> ProcessMetrics? {
        guard let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
            let system = try? String(contentsOfFile: "/proc/stat", encoding: .utf8)
        else { return nil }
        var metrics = parse(
            stat: stat, system: system, ticks: Double(sysconf(Int32(_SC_CLK_TCK))), page: Double(sysconf(Int32(_SC_PAGESIZE))))
        metrics.openFiles = Double((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0)
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 { metrics.maximumFiles = Double(limit.rlim_cur) }
        return metrics
    }

    /// The fields of proc(5) that we show: utime 14, stime 15, num_threads 20, starttime 22, rss 24; `btime` of /proc/stat.
    static func parse(stat: String, system: String, ticks: Double, page: Double) -> ProcessMetrics {
        var metrics = ProcessMetrics()
        // The name, in parentheses, may hold blanks and parentheses: fields are counted after the last one.
        guard let end = stat.lastIndex(of: ")") else { return metrics }
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        func field(_ number: Int) -> Double {
            let index = number - 3
            return index < fields.count ? Double(fields[index]) ?? 0 : 0
        }
        metrics.cpuSeconds = (field(14) + field(15)) / ticks
        metrics.threads = field(20)
        metrics.residentBytes = field(24) * page
        let boot = system.split(separator: "\n").first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst(6)) } ?? 0
        metrics.startTime = boot + field(22) / ticks
        return metrics
    }
}

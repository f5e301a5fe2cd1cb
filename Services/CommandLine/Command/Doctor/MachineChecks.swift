import Foundation
import Glibc

/// What the machine must have: tools, time zones, disk, a clock that goes forward.
enum MachineChecks {
    private static let leastSpace: UInt64 = 1 << 30
    private static let wantedSpace: UInt64 = 8 << 30

    static func all(_ house: House) -> [Finding] {
        [packages(), zones(), disk(house), clock(house)]
    }

    private static func packages() -> Finding {
        let subject = say("packages", "paquets")
        let missing = ["unzip"].filter { name in
            !["/bin", "/usr/bin", "/usr/local/bin"].contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
        // The libraries are there, or this program would not have started.
        guard !missing.isEmpty else { return .fine(subject, say("libraries and tools are there", "bibliothèques et outils présents")) }
        let names = missing.joined(separator: " ")
        return .bad(subject, say("missing: apt-get install \(names)", "manque : apt-get install \(names)"))
    }

    private static func zones() -> Finding {
        let subject = say("time zones", "fuseaux")
        guard FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/Europe/Paris") else {
            return .bad(subject, say("no time zone data: apt-get install tzdata", "pas de données de fuseaux : apt-get install tzdata"))
        }
        return .fine(subject, say("time zone data is there", "données de fuseaux présentes"))
    }

    private static func disk(_ house: House) -> Finding {
        let subject = say("disk", "disque")
        var folder = house.root
        while !FileManager.default.fileExists(atPath: folder), folder != "/" { folder = (folder as NSString).deletingLastPathComponent }
        guard FileManager.default.isWritableFile(atPath: folder) else {
            return .bad(
                subject,
                say(
                    "\(folder) cannot be written to: change its owner or choose another --data",
                    "\(folder) n'est pas accessible en écriture : changer son propriétaire ou choisir un autre --data"))
        }
        guard let free = (try? FileManager.default.attributesOfFileSystem(forPath: folder))?[.systemFreeSize] as? NSNumber else {
            return .doubtful(subject, say("free space of \(folder) is not known", "place libre de \(folder) inconnue"))
        }
        let text = say(
            "\(Numbers.bytes(free.uint64Value)) free for \(house.root)", "\(Numbers.bytes(free.uint64Value)) libres pour \(house.root)")
        if free.uint64Value < leastSpace {
            return .bad(
                subject, text + say(": make room, or journals will refuse work", " : faire de la place, ou les journaux refuseront"))
        }
        if free.uint64Value < wantedSpace { return .doubtful(subject, text + say(": little for a city", " : peu pour une ville")) }
        return .fine(subject, text)
    }

    /// A clock that is behind what the journals already know would hold everything back.
    private static func clock(_ house: House) -> Finding {
        let subject = say("clock", "horloge")
        let now = Date()
        var newest = Date.distantPast
        for service in (try? FileManager.default.contentsOfDirectory(atPath: house.root)) ?? [] {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: "\(house.root)/\(service)")) ?? []
            where name.hasSuffix(".journal") {
                let attributes = try? FileManager.default.attributesOfItem(atPath: "\(house.root)/\(service)/\(name)")
                newest = max(newest, (attributes?[.modificationDate] as? Date) ?? .distantPast)
            }
        }
        if newest > now.addingTimeInterval(60) {
            return .bad(
                subject,
                say(
                    "the clock is behind the journals' last change: set it (timedatectl set-ntp true)",
                    "l'horloge est en retard sur le dernier changement des journaux : la mettre à l'heure (timedatectl set-ntp true)"))
        }
        // Nobody says so in a container, whose host keeps the time.
        let witnesses = ["/run/systemd/timesync/synchronized", "/run/chrony/chronyd.pid", "/run/ntpd.pid"]
        guard witnesses.contains(where: FileManager.default.fileExists) else {
            return .doubtful(
                subject,
                say(
                    "goes forward; not known to be synchronised (timedatectl set-ntp true)",
                    "avance ; synchronisation inconnue (timedatectl set-ntp true)"))
        }
        return .fine(subject, say("synchronised", "synchronisée"))
    }
}

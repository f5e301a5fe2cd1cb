import Foundation
import Glibc

/// One `quietude up` a data folder: an advisory lock that the system lets go when the process ends, however it ends.
struct HouseLock: ~Copyable {
    private let descriptor: Int32

    init(_ house: House) throws {
        descriptor = open(house.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(
                "\(house.lock) cannot be opened (\(String(cString: strerror(errno)))): give --data a folder that you may write to",
                "\(house.lock) ne peut être ouvert (\(String(cString: strerror(errno)))) : donner à --data un dossier où l'on peut écrire")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let who = RunningHouse.read(house).map { " (\(say("process", "processus")) \($0.process))" } ?? ""
            throw Failure(
                "another `quietude up`\(who) already runs \(house.root): stop it first, or use another --data",
                "un autre `quietude up`\(who) fait déjà tourner \(house.root) : l'arrêter d'abord, ou choisir un autre --data")
        }
    }

    deinit {
        // Unlocked by name: a process that is being started shares the descriptor until it runs.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}

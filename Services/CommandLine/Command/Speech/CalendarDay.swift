import ArgumentParser
import Domain
import EventFiles

/// `2010-08-31`: a day of the local calendar. It has no hours, so neither a change of summer time nor a leap day moves it.
struct CalendarDay: ExpressibleByArgument, Hashable {
    /// Days since 1970-01-01.
    let number: Int32

    init(_ number: Int32) { self.number = number }

    /// The day that holds a wall-clock time, seconds since 1970 as if it were UTC.
    init(wallSeconds: Int64) {
        number = Int32(clamping: CivilDay(wallSeconds: wallSeconds).number)
    }

    init?(argument: String) {
        guard argument.utf8.count == 10, let seconds = WallTime.seconds(argument) else { return nil }
        self.init(wallSeconds: seconds)
    }

    var text: String { CivilDay(number: Int(number)).text }
}

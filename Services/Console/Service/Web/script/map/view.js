// Where the map looks: the middle in metres of the grid's plane, and how many pixels a metre is. North is up, so y turns round.

export class View {
    constructor() {
        this.x = 0;
        this.y = 0;
        this.scale = 0.05;
        this.width = 1;
        this.height = 1;
        this.least = 0.001;
    }

    left(x) { return this.width / 2 + (x - this.x) * this.scale; }
    top(y) { return this.height / 2 - (y - this.y) * this.scale; }
    east(left) { return this.x + (left - this.width / 2) / this.scale; }
    north(top) { return this.y - (top - this.height / 2) / this.scale; }

    // Shows an extent [west, south, east, north] whole, with a margin.
    fit([west, south, east, north], margin = 24) {
        this.x = (west + east) / 2;
        this.y = (south + north) / 2;
        this.scale = Math.min(
            (this.width - 2 * margin) / Math.max(1, east - west), (this.height - 2 * margin) / Math.max(1, north - south)
        );
        this.scale = Math.max(1e-4, this.scale);
        this.least = this.scale / 3;
        this.extent = [west, south, east, north];
    }

    // Zooms about a point of the screen, which stays where it is.
    zoom(factor, left = this.width / 2, top = this.height / 2) {
        const x = this.east(left), y = this.north(top);
        this.scale = Math.min(2, Math.max(this.least, this.scale * factor));
        this.x = x - (left - this.width / 2) / this.scale;
        this.y = y + (top - this.height / 2) / this.scale;
        this.hold();
    }

    pan(left, top) {
        this.x -= left / this.scale;
        this.y += top / this.scale;
        this.hold();
    }

    // The middle stays inside the extent: nobody gets lost at sea.
    hold() {
        if (!this.extent) return;
        const [west, south, east, north] = this.extent;
        this.x = Math.min(east, Math.max(west, this.x));
        this.y = Math.min(north, Math.max(south, this.y));
    }
}

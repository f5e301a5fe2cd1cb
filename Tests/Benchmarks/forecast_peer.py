#!/usr/bin/env python3
"""Forecasts the same windows with the peers and with `quietude backtest`, and scores all with the same scorer.

usage: forecast_peer.py EVENTS --lat0 LAT --lon0 LON --days N [--category C] [--cell 250] [--quietude PATH] [--peers mean,kde,lightgbm]
                        [--shared DIR] [--json]

Needs numpy, and lightgbm for the peer of that name (`python3 -m venv v && v/bin/pip install numpy lightgbm`), DIR/tools/eval_forecast.py
(default: ../../../shared beside this repository) and a built `quietude` (default: on the PATH). Everything about a peer is chosen from what
came before the first window; a window's forecast uses events before its start alone.

mean      historical mean of each cell, all days alike, scaled to the mean of the last 28 days
kde       Gaussian kernel density of exponentially decayed counts; bandwidth and half-life are those with the greatest log-likelihood on the
          28 days before the first window
lightgbm  gradient boosted trees, Poisson objective, refitted every 28 days on the 120 days before: decayed counts (half-lives 3, 14, 60 days,
          for ever) of the category and of all, each at the cell and blurred by 1, 2 and 4 cells, the place, the weekday; every cell-day with
          an incident and one in eight without (weighted by eight); number of trees by early stopping on the last 21 days before it, then
          scaled to the mean of the last 28 days
"""
import argparse, csv, importlib.util, json, os, subprocess, sys, tempfile, time
import numpy as np


def arguments():
    here = os.path.dirname(os.path.abspath(__file__))
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('events')
    p.add_argument('--lat0', type=float, required=True)
    p.add_argument('--lon0', type=float, required=True)
    p.add_argument('--days', type=int, required=True)
    p.add_argument('--category')
    p.add_argument('--cell', type=float, default=250)
    p.add_argument('--quietude', default='quietude', help='the executable; empty leaves ours out')
    p.add_argument('--peers', default='mean,kde,lightgbm')
    p.add_argument('--shared', default=os.path.normpath(os.path.join(here, '../../../shared')))
    p.add_argument('--json', action='store_true')
    return p.parse_args()


def scorer(shared):
    spec = importlib.util.spec_from_file_location('eval_forecast', os.path.join(shared, 'tools', 'eval_forecast.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class City:
    """Daily counts on a dense grid that holds the study area, with a margin."""

    def __init__(self, o, scoring):
        with scoring.opened(o.events) as file:
            rows = list(csv.DictReader(file))
        t = np.array([r['time'] for r in rows], dtype='datetime64[s]')
        x, y = scoring.LAEA(o.lat0, o.lon0)(np.array([float(r['lat']) for r in rows]), np.array([float(r['lon']) for r in rows]))
        cx, cy = np.floor(x / o.cell).astype(int), np.floor(y / o.cell).astype(int)
        day = t.astype('datetime64[D]').astype(int)
        self.first, self.last = int(day.min()), int(day.max())
        self.days = self.last - self.first + 1
        self.start = self.days - o.days                      # number of the first window's day
        past = day - self.first < self.start
        # A few strays must not make the grid huge: what lies beyond counts as outside for every peer.
        west, east = np.quantile(cx[past], [.0005, .9995]).astype(int)
        south, north = np.quantile(cy[past], [.0005, .9995]).astype(int)
        margin = 4
        self.x0, self.y0 = west - margin, south - margin
        self.shape = (north - south + 1 + 2 * margin, east - west + 1 + 2 * margin)
        inside = (cx >= self.x0) & (cx < self.x0 + self.shape[1]) & (cy >= self.y0) & (cy < self.y0 + self.shape[0])
        mine = np.ones(len(t), bool) if not o.category else np.array([r['category'] for r in rows]) == o.category
        self.totals = np.bincount(day[mine] - self.first, minlength=self.days).astype(float)
        self.own = self.images(day, cx, cy, inside & mine)
        self.all = self.images(day, cx, cy, inside) if o.category else None
        seen = np.zeros(self.shape, bool)
        seen[cy[past & inside] - self.y0, cx[past & inside] - self.x0] = True
        area = np.zeros(self.shape, bool)
        for up in (-1, 0, 1):
            for right in (-1, 0, 1):
                area |= np.roll(np.roll(seen, up, 0), right, 1)
        self.area = area

    def images(self, day, cx, cy, mask):
        """By day, the places of its incidents (indices of the flat grid)."""
        flat = (cy[mask] - self.y0) * self.shape[1] + cx[mask] - self.x0
        order = np.argsort(day[mask], kind='stable')
        bounds = np.searchsorted(day[mask][order], np.arange(self.first, self.last + 2))
        return [flat[order][bounds[k]:bounds[k + 1]] for k in range(self.days)]

    def count(self, places):
        return np.bincount(places, minlength=self.shape[0] * self.shape[1]).reshape(self.shape).astype(np.float32)

    def level(self, day):
        return max(self.totals[max(0, day - 28):day].mean(), 1e-3)


def blur(image, sigma):
    if sigma == 0:
        return image
    radius = int(np.ceil(3 * sigma))
    taps = np.exp(-.5 * (np.arange(-radius, radius + 1) / sigma) ** 2)
    taps /= taps.sum()
    for axis in (0, 1):
        padded = np.pad(image, [(radius, radius) if a == axis else (0, 0) for a in (0, 1)])
        size = image.shape[axis]
        image = sum(w * np.take(padded, range(k, k + size), axis) for k, w in enumerate(taps)).astype(np.float32)
    return image


def scaled(city, image, day):
    rate = np.where(city.area, np.maximum(image, 0), 0)
    rate = rate + 1e-3 * rate.sum() / max(1, city.area.sum()) * city.area      # no cell is impossible
    return rate * city.level(day) / rate.sum()


def mean(city):
    total = np.zeros(city.shape, np.float32)
    for day in range(city.days):
        if day >= city.start:
            yield day, scaled(city, total, day)
        total += city.count(city.own[day])


def decayed(city, series, half_lives):
    """Day by day, what was known at its beginning."""
    state = [np.zeros(city.shape, np.float32) for _ in half_lives]
    for day in range(city.days):
        yield day, state
        for image, half_life in zip(state, half_lives):
            image *= 1 if np.isinf(half_life) else 2 ** (-1 / half_life)
            image += city.count(series[day])


def kde(city):
    half_lives, sigmas = [14., 30., 60., 120., 365., np.inf], [.7, 1., 1.5, 2., 3., 4., 6., 8.]
    gain = np.zeros((len(half_lives), len(sigmas)))
    best = None
    for day, state in decayed(city, city.own, half_lives):
        if city.start - 28 <= day < city.start and len(city.own[day]):
            for h, image in enumerate(state):
                for s, sigma in enumerate(sigmas):
                    rate = scaled(city, blur(image, sigma), day).ravel()
                    gain[h, s] += np.log(np.maximum(rate[city.own[day]], 1e-9)).sum()
        if day >= city.start:
            best = best or np.unravel_index(gain.argmax(), gain.shape)
            yield day, scaled(city, blur(state[best[0]], sigmas[best[1]]), day)


def lightgbm(city):
    import lightgbm as lgb
    half_lives, sigmas = [3., 14., 60., np.inf], [0, 1, 2, 4]
    cells = np.flatnonzero(city.area.ravel())
    rows, columns = np.divmod(cells, city.shape[1])
    random = np.random.default_rng(0)
    learning, model, fitted = [], None, None
    others = decayed(city, city.all, half_lives) if city.all is not None else None
    for day, state in decayed(city, city.own, half_lives):
        images = list(state) + (list(next(others)[1]) if others else [])
        if day < city.start - 120:
            continue
        features = [blur(image, sigma).ravel()[cells] for image in images for sigma in sigmas]
        features = np.stack(features + [rows, columns, np.full(len(cells), (city.first + day + 3) % 7)], 1).astype(np.float32)
        if day >= city.start:
            if model is None or day - fitted >= 28:
                model, fitted = fit(lgb, learning, day), day
            image = np.zeros(city.shape, np.float32).ravel()
            image[cells] = model.predict(features, num_threads=1)
            yield day, scaled(city, image.reshape(city.shape), day)
        seen = city.count(city.own[day]).ravel()[cells]
        kept = (seen > 0) | (random.random(len(cells)) < 1 / 8)
        learning.append((day, features[kept], seen[kept], np.where(seen[kept] > 0, 1., 8.)))
        learning = [entry for entry in learning if entry[0] >= day - 120]


def fit(lgb, learning, day):
    """Rows before the last 21 days train, the last 21 stop; then all of them once more with that many trees."""
    parameters = dict(objective='poisson', learning_rate=.05, num_leaves=31, min_data_in_leaf=100, lambda_l2=5, feature_fraction=.7,
                      bagging_fraction=.7, bagging_freq=1, num_threads=1, verbosity=-1, seed=1, deterministic=True)

    def data(entries):
        return lgb.Dataset(np.concatenate([e[1] for e in entries]), np.concatenate([e[2] for e in entries]),
                           weight=np.concatenate([e[3] for e in entries]), free_raw_data=False)
    early, late = [e for e in learning if e[0] < day - 21], [e for e in learning if e[0] >= day - 21]
    trial = lgb.train(parameters, data(early), 400, valid_sets=[data(late)], callbacks=[lgb.early_stopping(20, verbose=False)])
    return lgb.train(parameters, data(learning), max(20, trial.best_iteration))


def write(city, forecasts, path):
    with open(path, 'w', newline='') as file:
        out = csv.writer(file)
        out.writerow(['window_start', 'window_end', 'x', 'y', 'expected'])
        for day, rate in forecasts:
            start = np.datetime64(city.first + day, 'D')
            span = [f'{start}T00:00:00', f'{start + 1}T00:00:00']
            for row, column in zip(*np.nonzero(rate)):
                out.writerow(span + [column + city.x0, row + city.y0, f'{rate[row, column]:.6g}'])


def score(o, path):
    command = [sys.executable, os.path.join(o.shared, 'tools', 'eval_forecast.py'), o.events, path, '--lat0', str(o.lat0), '--lon0', str(o.lon0),
               '--cell', str(o.cell), '--json'] + (['--category', o.category] if o.category else [])
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main():
    o = arguments()
    city = City(o, scorer(o.shared))
    peers = {'mean': mean, 'kde': kde, 'lightgbm': lightgbm}
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'forecast.csv')
        for name in filter(None, o.peers.split(',')):
            started = time.time()
            forecasts = list(peers[name](city))
            spent = time.time() - started
            write(city, forecasts, path)
            results[name] = dict(score(o, path), seconds=spent)
        if o.quietude:
            started = time.time()
            subprocess.run([o.quietude, 'backtest', '--events', o.events, '--lat0', str(o.lat0), '--lon0', str(o.lon0), '--cell', f'{o.cell:g}',
                            '--days', str(o.days), '--out', path] + (['--category', o.category] if o.category else []),
                           check=True, stderr=subprocess.DEVNULL)
            spent = time.time() - started
            results['quietude'] = dict(score(o, path), seconds=spent)
    if o.json:
        print(json.dumps(results))
        return
    names = ['ll', 'PAI@0.01', 'PAI@0.05', 'brier_skill', 'ratio', 'seconds']
    print('{:10}'.format('model') + ''.join(f'{name:>13}' for name in names))
    for model, result in results.items():
        print(f'{model:10}' + ''.join(f'{result[name]:13.4f}' for name in names))
    ours = results.get('quietude')
    for model, result in results.items():
        if ours and model != 'quietude':
            behind = [name for name in ('ll', 'brier_skill', 'PAI@0.05') if ours[name] <= result[name]]
            print(f'against {model}: ' + ('ahead on ll, Brier skill and PAI@5% at once' if not behind else 'not ahead on ' + ', '.join(behind)))


if __name__ == '__main__':
    main()

/*
 * Draws the figures of class "chart" from the data beside them: a small vocabulary of axes, views and series, made into
 * options of ECharts. A figure is drawn when it comes near the screen or the browser has nothing else to do, before
 * printing, and again in another scheme.
 */
(function () {
  'use strict';
  var lab = window.mnistLab;
  var DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3]];
  var MARKS = ['circle', 'rect', 'triangle', 'diamond'];
  var MARK_PATHS = {
    circle: 'M4.5 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z',
    rect: 'M5 5h6v6h-6z',
    triangle: 'M8 4l4 7h-8z',
    diamond: 'M8 3.5l4 4.5l-4 4.5l-4-4.5z'
  };
  var DECALS = [
    null,
    { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
    { symbol: 'circle', symbolSize: 0.6, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0] },
    { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 },
    { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 4], rotation: 0 },
    { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 4], rotation: Math.PI / 2 }
  ];
  var COLORS = 8;
  var MANY = 70;
  var NARROW = 460;
  var PRINTED_WIDTH = 625;
  var SVG = 'http://www.w3.org/2000/svg';
  var charts = [];

  function variable(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function palette() {
    var colors = [];
    for (var i = 0; i < COLORS; i++) {
      colors.push(variable('--c' + i));
    }
    return {
      colors: colors, ink: variable('--ink'), soft: variable('--soft'), line: variable('--line'),
      card: variable('--card'), font: getComputedStyle(document.body).fontFamily
    };
  }

  function colorOf(series, colors) {
    return series.kind === 'reference' ? colors.soft : colors.colors[series.color % COLORS];
  }

  function dashOf(series) {
    return series.kind === 'reference' ? [3, 3] : DASHES[(series.dash + Math.floor(series.color / COLORS)) % DASHES.length];
  }

  function markOf(series) {
    return MARKS[series.color % MARKS.length];
  }

  /* Numbers as people read them. */
  lab.number = function (value, format) {
    if (value === null || value === undefined) {
      return '';
    }
    if (typeof value !== 'number') {
      return String(value);
    }
    if (format === 'percent') {
      return (value * 100).toFixed(Math.abs(value) < 0.1 || Math.abs(value) > 0.9 ? 2 : 1) + ' %';
    }
    if (format === 'count') {
      return Math.round(value).toLocaleString('en-US');
    }
    if (Number.isInteger(value)) {
      return String(value);
    }
    var size = Math.abs(value);
    return size >= 0.001 && size < 1e5 ? String(Number(value.toFixed(4))) : value.toPrecision(3);
  };

  /* Where an axis of numbers begins and ends, and the step of its ticks: 1, 2 or 5 times a power of ten. */
  function range(axis, numbers, fromZero, few) {
    var given = axis.min !== null;
    var low = given ? axis.min : Math.min.apply(null, numbers);
    var high = given ? axis.max : Math.max.apply(null, numbers);
    if (!given) {
      if (!numbers.length) {
        low = 0;
        high = 1;
      }
      low = fromZero ? Math.min(0, low) : low;
      var width = high - low || Math.abs(high) / 10 || 1;
      /* Room beside the data, but none below 0 or above 1, where metrics end, nor beside what is counted. */
      if (axis.format !== 'count') {
        low = low >= 0 && low < 0.1 * width ? 0 : low - 0.04 * width;
        high = high <= 1 && 1 - high < 0.1 * width ? 1 : high + 0.04 * width;
      }
      high = high > low ? high : low + 1;
    }
    var rough = (high - low) / (few ? 5 : 6);
    var power = Math.pow(10, Math.floor(Math.log10(rough)));
    var step = [1, 2, 5, 10].map(function (factor) { return factor * power; }).find(function (one) { return one >= rough * 0.999; });
    step = axis.format === 'count' ? Math.max(1, step) : step;
    if (!given) {
      /* Ticks are counted from the lower end. What is counted ends where the data do. */
      low = Math.floor(low / step + 1e-9) * step;
      high = axis.format === 'count' ? high : Math.ceil(high / step - 1e-9) * step;
    }
    return { min: low, max: high, step: step };
  }

  /* Only multiples of the step are labelled: an axis may end between two. */
  function tick(axis, step) {
    return function (value) {
      var steps = value / step;
      if (step && Math.abs(steps - Math.round(steps)) > 1e-6 || axis.format === 'count' && !Number.isInteger(value)) {
        return '';
      }
      if (axis.format === 'percent') {
        return Number((value * 100).toFixed(2)) + ' %';
      }
      return axis.format === 'count' ? lab.number(value, 'count') : String(Number(Number(value).toPrecision(6)));
    };
  }

  /* Names that begin alike are told apart by their ends: what is too long is left out of the middle. */
  function shortened(width) {
    var most = Math.max(5, Math.floor(width / 8));
    return function (name) {
      var signs = Array.from(name);
      var head = Math.floor((most - 1) / 2);
      return signs.length <= most
        ? name
        : signs.slice(0, head).join('') + '…' + signs.slice(signs.length - (most - 1 - head)).join('');
    };
  }

  function axisOption(axis, numbers, fromZero, colors, vertical, width) {
    var narrow = width < NARROW;
    var option = {
      type: axis.kind,
      name: axis.name,
      nameLocation: 'middle',
      nameGap: vertical ? 14 : 10,
      nameTextStyle: { color: colors.soft, fontFamily: colors.font, fontSize: 12 },
      axisLine: { show: true, lineStyle: { color: colors.soft } },
      axisTick: { show: axis.kind !== 'category', lineStyle: { color: colors.soft } },
      axisLabel: { color: colors.ink, fontFamily: colors.font, fontSize: 12, hideOverlap: true },
      splitLine: { show: axis.kind !== 'category' || vertical, lineStyle: { color: colors.line } },
      minorTick: { show: axis.kind === 'log' }
    };
    if (axis.kind === 'category') {
      option.data = axis.categories;
      option.inverse = vertical;
      var slot = 0.85 * width / axis.categories.length - 6;
      option.axisLabel.interval = vertical || slot > 40 ? 0 : 'auto';
      option.axisLabel.width = vertical ? Math.min(170, Math.max(84, 0.3 * width)) : Math.max(slot, 70);
      option.axisLabel.overflow = 'truncate';
      option.axisLabel.formatter = shortened(option.axisLabel.width);
    } else {
      var ends = axis.kind === 'value' ? range(axis, numbers, fromZero, narrow) : { min: axis.min, max: axis.max };
      option.axisLabel.formatter = tick(axis, ends.step);
      option.min = ends.min === null ? undefined : ends.min;
      option.max = ends.max === null ? undefined : ends.max;
      option.interval = ends.step;
      option.scale = axis.min === null;
    }
    return option;
  }

  /* One series of the vocabulary is one or two of ECharts'. */
  function seriesOptions(series, data, colors) {
    var color = colorOf(series, colors);
    var few = series.points.length <= MANY;
    var line = { color: color, width: series.kind === 'reference' ? 1.25 : 2, type: dashOf(series) };
    var base = { name: series.name, animation: false, z: 3, emphasis: { disabled: true } };
    var vertical = data.y.kind !== 'category';
    switch (series.kind) {
      case 'line':
      case 'curve':
      case 'step':
        return [Object.assign(base, {
          type: 'line', data: series.points, step: series.kind === 'step' ? 'start' : false, lineStyle: line,
          itemStyle: { color: color }, symbol: markOf(series), symbolSize: 7, showSymbol: few && series.kind === 'line'
        })];
      case 'reference':
        return [Object.assign(base, { type: 'line', data: series.points, lineStyle: line, symbol: 'none', silent: true, z: 1 })];
      case 'bar':
        return [Object.assign(base, {
          type: 'bar', data: series.points, barMaxWidth: 34, barGap: '8%', barCategoryGap: '22%',
          itemStyle: { color: color, decal: DECALS[series.color % DECALS.length] || undefined, borderColor: color, borderWidth: 1 }
        })];
      case 'points':
        return [Object.assign(base, {
          type: 'scatter', data: series.points, symbol: markOf(series), symbolSize: 10, z: 4,
          itemStyle: { color: 'transparent', borderColor: color, borderWidth: 1.75 }
        })];
      case 'mark':
        return [Object.assign(base, {
          type: 'scatter', data: series.points, symbol: markOf(series), symbolSize: 14, z: 5,
          itemStyle: { color: color, borderColor: colors.card, borderWidth: 2 }
        })];
      case 'band':
        /* Nothing to be seen but room on the axes; the strip itself is laid under it, see bands(). */
        return [Object.assign(base, {
          type: 'line', silent: true, symbol: 'none', lineStyle: { opacity: 0 },
          data: series.points.map(function (p) { return [p[0], p[1]]; }).concat(
            series.points.map(function (p) { return [p[0], p[2]]; }))
        })];
      case 'interval':
        var ends = [];
        series.points.forEach(function (p) {
          if (ends.length) {
            ends.push(['-', '-']);
          }
          ends.push(vertical ? [p[0], p[1]] : [p[1], p[0]], vertical ? [p[0], p[2]] : [p[2], p[0]]);
        });
        return [Object.assign(base, {
          type: 'line', data: ends, connectNulls: false, lineStyle: { color: color, width: 2, type: 'solid' },
          itemStyle: { color: color }, symbol: 'rect', symbolSize: vertical ? [11, 2] : [2, 11], showAllSymbol: true, z: 3
        })];
      default:
        throw new Error('no such kind of series: ' + series.kind);
    }
  }

  function tooltip(data, view) {
    return function (item) {
      var series = view.series.filter(function (one) { return one.name === item.seriesName; })[0];
      var value = item.value;
      var x = data.x.kind === 'category' ? data.x.categories[value[0]] : lab.number(value[0], data.x.format);
      var y = data.y.kind === 'category' ? data.y.categories[value[1]] : lab.number(value[1], data.y.format);
      return (series ? series.name + '\n' : '') + (data.x.name || '') + ' ' + x + '\n' + (data.y.name || '') + ' ' + y;
    };
  }

  function option(chart) {
    var data = chart.data;
    var view = data.views[chart.view];
    var colors = palette();
    var width = chart.printing ? PRINTED_WIDTH : chart.drawing.clientWidth;
    var bars = view.series.some(function (series) { return series.kind === 'bar'; });
    var all = [];
    var along = [];
    var up = [];
    view.series.forEach(function (series) {
      if (chart.hidden.has(series.name)) {
        return;
      }
      all = all.concat(seriesOptions(series, data, colors));
      series.points.forEach(function (p) {
        if (series.kind === 'interval' || series.kind === 'band') {
          (data.y.kind === 'category' ? up : along).push(p[0]);
          (data.y.kind === 'category' ? along : up).push(p[1], p[2]);
        } else {
          along.push(p[0]);
          up.push(p[1]);
        }
      });
    });
    along = along.filter(Number.isFinite);
    up = up.filter(Number.isFinite);
    return {
      animation: false,
      aria: { enabled: false },
      backgroundColor: 'transparent',
      textStyle: { fontFamily: colors.font },
      grid: { left: 6, right: 18, top: 14, bottom: 6, outerBoundsMode: 'same', outerBoundsContain: 'all' },
      tooltip: {
        trigger: 'item', renderMode: 'richText', confine: true, backgroundColor: colors.card, borderColor: colors.soft,
        textStyle: { color: colors.ink, fontFamily: colors.font, fontSize: 13 }, formatter: tooltip(data, view)
      },
      xAxis: axisOption(data.x, along, false, colors, false, width),
      /* What is counted begins at 0, as a line too: 27 and 28 rows are nearly as many. */
      yAxis: axisOption(data.y, up, bars || data.y.format === 'count', colors, true, width),
      series: all
    };
  }

  /* The strips of a view, as polygons in the drawing's pixels: ECharts has no such series. */
  function bands(chart) {
    var colors = palette();
    var place = { xAxisIndex: 0, yAxisIndex: 0 };
    return chart.data.views[chart.view].series.filter(function (series) {
      return series.kind === 'band' && !chart.hidden.has(series.name);
    }).map(function (series) {
      var upper = series.points.map(function (p) { return chart.echart.convertToPixel(place, [p[0], p[2]]); });
      var lower = series.points.map(function (p) { return chart.echart.convertToPixel(place, [p[0], p[1]]); });
      return {
        type: 'polygon', silent: true, z: 0, shape: { points: upper.concat(lower.reverse()) },
        style: { fill: colorOf(series, colors), opacity: 0.18 }
      };
    });
  }

  /* A legend of our own: buttons are reached by keyboard and printed as they are. */
  function swatch(kinds, series, colors) {
    var svg = document.createElementNS(SVG, 'svg');
    var color = colorOf(series, colors);
    function add(name, attributes) {
      var node = document.createElementNS(SVG, name);
      Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
      svg.appendChild(node);
    }
    svg.setAttribute('width', 28);
    svg.setAttribute('height', 16);
    svg.setAttribute('viewBox', '-6 0 28 16');
    svg.setAttribute('aria-hidden', 'true');
    if (kinds.has('band')) {
      add('rect', { x: -6, y: 1, width: 28, height: 14, fill: color, opacity: 0.2 });
    }
    if (kinds.has('bar')) {
      add('rect', { x: 0, y: 2, width: 16, height: 12, fill: color });
    }
    if (kinds.has('line') || kinds.has('curve') || kinds.has('step') || kinds.has('reference')) {
      add('path', { d: 'M-6 8h28', stroke: color, 'stroke-width': 2, fill: 'none', 'stroke-dasharray': dashOf(series).join(' ') });
    }
    if (kinds.has('interval')) {
      add('path', { d: 'M-4 8h24M-4 4v8M20 4v8', stroke: color, 'stroke-width': 2, fill: 'none' });
    }
    if (kinds.has('line') || kinds.has('mark')) {
      add('path', { d: MARK_PATHS[markOf(series)], fill: color });
    }
    if (kinds.has('points')) {
      add('path', { d: MARK_PATHS[markOf(series)], fill: 'none', stroke: color, 'stroke-width': 1.75 });
    }
    return svg;
  }

  function legend(chart) {
    var colors = palette();
    var names = new Map();
    var courses = new Map();
    chart.data.views[chart.view].series.forEach(function (series) {
      if (!names.has(series.name)) {
        names.set(series.name, { first: series, kinds: new Set(), hides: '' });
      }
      names.get(series.name).kinds.add(series.kind);
      /* A line that runs where another does is drawn over it. */
      if (['line', 'curve', 'step'].indexOf(series.kind) >= 0) {
        var course = JSON.stringify(series.points);
        names.get(series.name).hides = courses.has(course) ? ' (same as ' + courses.get(course) + ')' : '';
        courses.set(course, courses.get(course) || series.name);
      }
    });
    chart.legend.replaceChildren();
    chart.legend.hidden = names.size < 2;
    names.forEach(function (entry, name) {
      var button = lab.element('button', { type: 'button', 'aria-pressed': String(!chart.hidden.has(name)) }, [
        swatch(entry.kinds, entry.first, colors), lab.element('span', { text: name + entry.hides })
      ]);
      button.addEventListener('click', function () {
        if (!chart.hidden.delete(name)) {
          chart.hidden.add(name);
        }
        button.setAttribute('aria-pressed', String(!chart.hidden.has(name)));
        draw(chart);
      });
      chart.legend.appendChild(button);
    });
  }

  /* The numbers of a view: a row for each place on the axis that is shared, a column for each series. */
  function numbers(chart) {
    var data = chart.data;
    var byRow = data.y.kind === 'category';
    var key = byRow ? data.y : data.x;
    var value = byRow ? data.x : data.y;
    var columns = [];
    var rows = new Map();
    function put(column, place, number, noticed) {
      if (columns.indexOf(column) < 0) {
        columns.push(column);
      }
      if (!rows.has(place)) {
        rows.set(place, new Map());
      }
      var text = lab.number(number, value.format);
      var cells = rows.get(place);
      if (noticed && cells.has(column)) {
        return;
      }
      cells.set(column, cells.has(column) ? cells.get(column) + ', ' + text : text);
    }
    data.views[chart.view].series.forEach(function (series) {
      series.points.forEach(function (point) {
        if (series.kind === 'band' || series.kind === 'interval') {
          put(series.name + ', lower', point[0], point[1]);
          put(series.name + ', upper', point[0], point[2]);
        } else if (series.kind !== 'reference') {
          put(series.name, byRow ? point[1] : point[0], byRow ? point[0] : point[1], series.kind === 'mark');
        }
      });
    });
    var head = lab.element('tr', {}, [lab.element('th', { scope: 'col', text: key.name || 'row' })].concat(
      columns.map(function (column) { return lab.element('th', { scope: 'col', text: column }); })));
    var places = Array.from(rows.keys()).sort(function (a, b) { return a - b; });
    var body = places.map(function (place) {
      var name = key.kind === 'category' ? key.categories[place] : lab.number(place, key.format);
      return lab.element('tr', {}, [lab.element('th', { scope: 'row', text: name })].concat(columns.map(function (column) {
        return lab.element('td', { text: rows.get(place).get(column) || '' });
      })));
    });
    return lab.element('div', { 'class': 'scroll', role: 'region', tabindex: '0', 'aria-label': 'Numbers: ' + chart.title }, [
      lab.element('table', { 'class': 'numbers' }, [lab.element('thead', {}, [head]), lab.element('tbody', {}, body)])
    ]);
  }

  function fillNumbers(chart) {
    var table = chart.numbers.querySelector('.scroll');
    if (table) {
      table.remove();
    }
    if (chart.numbers.open) {
      chart.numbers.appendChild(numbers(chart));
    }
  }

  function draw(chart) {
    if (!chart.echart) {
      chart.echart = window.echarts.init(chart.drawing, null, { renderer: 'svg' });
    }
    chart.echart.setOption(option(chart), { notMerge: true });
    var strips = bands(chart);
    if (strips.length) {
      chart.echart.setOption({ graphic: strips });
    }
    chart.figure.dataset.drawn = 'true';
  }

  function redraw(chart) {
    if (chart.echart) {
      legend(chart);
      draw(chart);
    }
  }

  function height(chart) {
    var data = chart.data;
    if (data.y.kind === 'category') {
      return Math.max(140, 78 + 34 * data.y.categories.length);
    }
    return data.height;
  }

  document.querySelectorAll('figure.chart').forEach(function (figure) {
    var chart = {
      figure: figure,
      title: figure.querySelector('h3').textContent,
      data: JSON.parse(figure.querySelector('.chart-data').textContent),
      drawing: figure.querySelector('.chart-drawing'),
      legend: figure.querySelector('.chart-legend'),
      numbers: figure.querySelector('.chart-numbers'),
      hidden: new Set(),
      view: 0,
      echart: null
    };
    charts.push(chart);
    chart.drawing.style.height = height(chart) + 'px';
    legend(chart);
    var choice = figure.querySelector('.chart-view');
    if (choice) {
      choice.addEventListener('change', function () {
        chart.view = Number(choice.value);
        legend(chart);
        draw(chart);
        fillNumbers(chart);
      });
    }
    chart.numbers.addEventListener('toggle', function () { fillNumbers(chart); });
    lab.whenSeen(figure, function () { begin(chart); });
  });

  function begin(chart) {
    if (!chart.echart) {
      draw(chart);
      if ('ResizeObserver' in window) {
        new ResizeObserver(function () {
          if (!chart.printing && chart.drawing.clientWidth !== chart.echart.getWidth()) {
            chart.echart.resize();
            draw(chart);
          }
        }).observe(chart.drawing);
      }
    }
  }

  /* What was not seen yet is drawn when there is nothing else to do, one at a time. */
  function drawRest() {
    var next = charts.filter(function (chart) { return !chart.echart; })[0];
    if (next) {
      begin(next);
      whenIdle(drawRest);
    }
  }

  function whenIdle(action) {
    if ('requestIdleCallback' in window) {
      window.requestIdleCallback(action, { timeout: 2000 });
    } else {
      window.setTimeout(action, 200);
    }
  }

  window.addEventListener('load', function () { whenIdle(drawRest); });

  lab.scheme.onChange(function () { charts.forEach(redraw); });
  window.addEventListener('beforeprint', function () {
    lab.scheme.printing(true);
    charts.forEach(function (chart) {
      chart.printing = true;
      begin(chart);
      chart.echart.resize({ width: PRINTED_WIDTH });
      draw(chart);
      legend(chart);
    });
  });
  window.addEventListener('afterprint', function () {
    charts.forEach(function (chart) {
      chart.printing = false;
      chart.echart.resize({ width: 'auto' });
      draw(chart);
    });
    lab.scheme.printing(false);
  });
}());

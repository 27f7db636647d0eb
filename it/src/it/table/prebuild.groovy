import java.util.zip.GZIPOutputStream

// Two crescents of 900 and 90 rows, one column in millions and one in thousandths, a column of names, and a few holes.
def random = new Random(1)
def data = new File(basedir, 'data')
data.mkdirs()
def lines = ['east,north,"soil, kind",class']
990.times { row ->
    def rare = row % 11 == 0
    def angle = Math.PI * random.nextDouble()
    def east = (rare ? 1 - Math.cos(angle) : Math.cos(angle)) + 0.1 * random.nextGaussian()
    def north = (rare ? 0.4 - Math.sin(angle) : Math.sin(angle)) + 0.1 * random.nextGaussian()
    def soil = random.nextInt(3) == 0 ? 'any' : rare ? 'clay' : 'sand'
    def hole = random.nextInt(100) == 0
    lines << "${hole ? 'NA' : (1e6 * east) as long},${north / 1000},${soil},${rare ? 'Rare.Kind' : 'common'}"
}
new GZIPOutputStream(new FileOutputStream(new File(data, 'crescents.csv.gz'))).withStream {
    it.write(lines.join('\n').getBytes('UTF-8'))
}

return true

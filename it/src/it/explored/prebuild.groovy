def damaged = new File(basedir, 'damaged')
damaged.mkdirs()
new File(damaged, 't10k-images-idx3-ubyte').text = 'not images at all'

return true

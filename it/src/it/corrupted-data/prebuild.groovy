def data = new File(basedir, 'data')
data.mkdirs()
new File(data, 'train-images-idx3-ubyte').text = 'not images at all'

return true

;; The inner loops of raster/guided.ts on vectors of two doubles: the same sums in the same order as plain JavaScript computes them.
;; Planes are (height, stride) doubles, stride even; what lies beyond a row's width may be anything. Addresses and `bytes` are in bytes.
;; Build: npm run kernels.
(module
  (memory (export "memory") 1)

  ;; (sums[end] - sums[start]) / (end - start) for the window around place x of `width`, cut at the row's ends.
  (func $edge (param $along i32) (param $x i32) (param $radius i32) (param $width i32) (result f64)
    (local $start i32) (local $end i32)
    (local.set $start (i32.sub (local.get $x) (local.get $radius)))
    (if (i32.lt_s (local.get $start) (i32.const 0)) (then (local.set $start (i32.const 0))))
    (local.set $end (i32.add (i32.add (local.get $x) (local.get $radius)) (i32.const 1)))
    (if (i32.gt_s (local.get $end) (local.get $width)) (then (local.set $end (local.get $width))))
    (f64.div
      (f64.sub
        (f64.load (i32.add (local.get $along) (i32.shl (local.get $end) (i32.const 3))))
        (f64.load (i32.add (local.get $along) (i32.shl (local.get $start) (i32.const 3)))))
      (f64.convert_i32_s (i32.sub (local.get $end) (local.get $start)))))

  ;; The means of a row over windows in it, to `line`; along: its running sums, width + 1 of them.
  (func $means (param $along i32) (param $line i32) (param $width i32) (param $radius i32)
    (local $x i32) (local $from i32) (local $to i32) (local $full v128) (local $end i32) (local $start i32)
    (local.set $from (select (local.get $radius) (local.get $width) (i32.lt_s (local.get $radius) (local.get $width))))
    (local.set $to (i32.sub (local.get $width) (local.get $radius)))
    (if (i32.lt_s (local.get $to) (local.get $from)) (then (local.set $to (local.get $from))))
    (local.set $full (f64x2.splat (f64.convert_i32_s (i32.add (i32.shl (local.get $radius) (i32.const 1)) (i32.const 1)))))
    (block $begun
      (loop $first
        (br_if $begun (i32.ge_s (local.get $x) (local.get $from)))
        (f64.store (i32.add (local.get $line) (i32.shl (local.get $x) (i32.const 3)))
          (call $edge (local.get $along) (local.get $x) (local.get $radius) (local.get $width)))
        (local.set $x (i32.add (local.get $x) (i32.const 1)))
        (br $first)))
    (block $through
      (loop $pairs
        (br_if $through (i32.ge_s (i32.add (local.get $x) (i32.const 1)) (local.get $to)))
        (local.set $start (i32.add (local.get $along) (i32.shl (i32.sub (local.get $x) (local.get $radius)) (i32.const 3))))
        (local.set $end (i32.add (local.get $along) (i32.shl (i32.add (i32.add (local.get $x) (local.get $radius)) (i32.const 1)) (i32.const 3))))
        (v128.store (i32.add (local.get $line) (i32.shl (local.get $x) (i32.const 3)))
          (f64x2.div (f64x2.sub (v128.load (local.get $end)) (v128.load (local.get $start))) (local.get $full)))
        (local.set $x (i32.add (local.get $x) (i32.const 2)))
        (br $pairs)))
    (block $done
      (loop $last
        (br_if $done (i32.ge_s (local.get $x) (local.get $width)))
        (f64.store (i32.add (local.get $line) (i32.shl (local.get $x) (i32.const 3)))
          (call $edge (local.get $along) (local.get $x) (local.get $radius) (local.get $width)))
        (local.set $x (i32.add (local.get $x) (i32.const 1)))
        (br $last))))

  ;; Means over the windows of side 2 radius + 1 around each pixel of a, to `out`, which may be `a`. With b: of the products of a and b,
  ;; less the products of their means ma and mb. Without: b, ma and mb are 0.
  ;; along: room for stride + 2 doubles; line: for a row; sums: for 2 radius + 2 rows, of which row y modulo that many holds the sums of
  ;; the row means of all rows before y.
  (func (export "windows") (param $a i32) (param $b i32) (param $ma i32) (param $mb i32) (param $out i32) (param $width i32) (param $height i32)
    (param $stride i32) (param $radius i32) (param $along i32) (param $line i32) (param $sums i32)
    (local $bytes i32) (local $kept i32) (local $y i32) (local $next i32) (local $until i32) (local $x i32) (local $row i32)
    (local $sum f64) (local $from i32) (local $to i32) (local $start i32) (local $stop i32) (local $count v128) (local $mean v128)
    (local.set $bytes (i32.shl (local.get $stride) (i32.const 3)))
    (local.set $kept (i32.add (i32.shl (local.get $radius) (i32.const 1)) (i32.const 2)))
    (memory.fill (local.get $sums) (i32.const 0) (local.get $bytes))
    (f64.store (local.get $along) (f64.const 0))
    (block $done
      (loop $rows
        (br_if $done (i32.ge_s (local.get $y) (local.get $height)))
        (local.set $until (i32.add (i32.add (local.get $y) (local.get $radius)) (i32.const 1)))
        (if (i32.gt_s (local.get $until) (local.get $height)) (then (local.set $until (local.get $height))))
        (block $taken
          (loop $take
            (br_if $taken (i32.ge_s (local.get $next) (local.get $until)))
            ;; running sums along the row
            (local.set $row (i32.mul (local.get $next) (local.get $bytes)))
            (local.set $sum (f64.const 0))
            (local.set $x (i32.const 0))
            (local.set $stop (i32.shl (local.get $width) (i32.const 3)))
            (if (local.get $b)
              (then
                (loop $products
                  (local.set $sum (f64.add (local.get $sum) (f64.mul
                    (f64.load (i32.add (i32.add (local.get $a) (local.get $row)) (local.get $x)))
                    (f64.load (i32.add (i32.add (local.get $b) (local.get $row)) (local.get $x))))))
                  (f64.store offset=8 (i32.add (local.get $along) (local.get $x)) (local.get $sum))
                  (local.set $x (i32.add (local.get $x) (i32.const 8)))
                  (br_if $products (i32.lt_s (local.get $x) (local.get $stop)))))
              (else
                (loop $values
                  (local.set $sum (f64.add (local.get $sum) (f64.load (i32.add (i32.add (local.get $a) (local.get $row)) (local.get $x)))))
                  (f64.store offset=8 (i32.add (local.get $along) (local.get $x)) (local.get $sum))
                  (local.set $x (i32.add (local.get $x) (i32.const 8)))
                  (br_if $values (i32.lt_s (local.get $x) (local.get $stop))))))
            (call $means (local.get $along) (local.get $line) (local.get $width) (local.get $radius))
            ;; running sums along the columns
            (local.set $from (i32.add (local.get $sums) (i32.mul (i32.rem_u (local.get $next) (local.get $kept)) (local.get $bytes))))
            (local.set $next (i32.add (local.get $next) (i32.const 1)))
            (local.set $to (i32.add (local.get $sums) (i32.mul (i32.rem_u (local.get $next) (local.get $kept)) (local.get $bytes))))
            (local.set $x (i32.const 0))
            (loop $down
              (v128.store (i32.add (local.get $to) (local.get $x)) (f64x2.add
                (v128.load (i32.add (local.get $from) (local.get $x)))
                (v128.load (i32.add (local.get $line) (local.get $x)))))
              (local.set $x (i32.add (local.get $x) (i32.const 16)))
              (br_if $down (i32.lt_s (local.get $x) (local.get $bytes))))
            (br $take)))
        ;; the means of row y
        (local.set $start (i32.sub (local.get $y) (local.get $radius)))
        (if (i32.lt_s (local.get $start) (i32.const 0)) (then (local.set $start (i32.const 0))))
        (local.set $count (f64x2.splat (f64.convert_i32_s (i32.sub (local.get $until) (local.get $start)))))
        (local.set $from (i32.add (local.get $sums) (i32.mul (i32.rem_u (local.get $start) (local.get $kept)) (local.get $bytes))))
        (local.set $to (i32.add (local.get $sums) (i32.mul (i32.rem_u (local.get $until) (local.get $kept)) (local.get $bytes))))
        (local.set $row (i32.mul (local.get $y) (local.get $bytes)))
        (local.set $x (i32.const 0))
        (loop $give
          (local.set $mean (f64x2.div (f64x2.sub
            (v128.load (i32.add (local.get $to) (local.get $x)))
            (v128.load (i32.add (local.get $from) (local.get $x)))) (local.get $count)))
          (if (local.get $b)
            (then (local.set $mean (f64x2.sub (local.get $mean) (f64x2.mul
              (v128.load (i32.add (i32.add (local.get $ma) (local.get $row)) (local.get $x)))
              (v128.load (i32.add (i32.add (local.get $mb) (local.get $row)) (local.get $x))))))))
          (v128.store (i32.add (i32.add (local.get $out) (local.get $row)) (local.get $x)) (local.get $mean))
          (local.set $x (i32.add (local.get $x) (i32.const 16)))
          (br_if $give (i32.lt_s (local.get $x) (local.get $bytes))))
        (local.set $y (i32.add (local.get $y) (i32.const 1)))
        (br $rows))))

  ;; The linear model of each window, by the adjugate of the guide's symmetric covariance (a, b, c; b, d, e; c, e, f). Planes of `bytes`
  ;; bytes lie one after another: from `covariance` on those six; from `means` on the guide's three means; from `slopes` on the covariances
  ;; of input and guide, which become the slopes, and the input's means, which become the offsets.
  (func (export "models") (param $covariance i32) (param $means i32) (param $slopes i32) (param $bytes i32)
    (local $i i32) (local $at i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $e v128) (local $f v128)
    (local $p v128) (local $q v128) (local $r v128) (local $determinant v128) (local $x v128) (local $y v128) (local $z v128)
    (local $xx v128) (local $xy v128) (local $xz v128) (local $yy v128) (local $yz v128) (local $zz v128)
    (local $qs i32) (local $rs i32) (local $os i32)
    (local.set $qs (i32.add (local.get $slopes) (local.get $bytes)))
    (local.set $rs (i32.add (local.get $qs) (local.get $bytes)))
    (local.set $os (i32.add (local.get $rs) (local.get $bytes)))
    (loop $next
      (local.set $at (i32.add (local.get $covariance) (local.get $i)))
      (local.set $a (v128.load (local.get $at)))
      (local.set $at (i32.add (local.get $at) (local.get $bytes)))
      (local.set $b (v128.load (local.get $at)))
      (local.set $at (i32.add (local.get $at) (local.get $bytes)))
      (local.set $c (v128.load (local.get $at)))
      (local.set $at (i32.add (local.get $at) (local.get $bytes)))
      (local.set $d (v128.load (local.get $at)))
      (local.set $at (i32.add (local.get $at) (local.get $bytes)))
      (local.set $e (v128.load (local.get $at)))
      (local.set $at (i32.add (local.get $at) (local.get $bytes)))
      (local.set $f (v128.load (local.get $at)))
      (local.set $p (v128.load (i32.add (local.get $slopes) (local.get $i))))
      (local.set $q (v128.load (i32.add (local.get $qs) (local.get $i))))
      (local.set $r (v128.load (i32.add (local.get $rs) (local.get $i))))
      (local.set $xx (f64x2.sub (f64x2.mul (local.get $d) (local.get $f)) (f64x2.mul (local.get $e) (local.get $e))))
      (local.set $xy (f64x2.sub (f64x2.mul (local.get $c) (local.get $e)) (f64x2.mul (local.get $b) (local.get $f))))
      (local.set $xz (f64x2.sub (f64x2.mul (local.get $b) (local.get $e)) (f64x2.mul (local.get $c) (local.get $d))))
      (local.set $yy (f64x2.sub (f64x2.mul (local.get $a) (local.get $f)) (f64x2.mul (local.get $c) (local.get $c))))
      (local.set $yz (f64x2.sub (f64x2.mul (local.get $b) (local.get $c)) (f64x2.mul (local.get $a) (local.get $e))))
      (local.set $zz (f64x2.sub (f64x2.mul (local.get $a) (local.get $d)) (f64x2.mul (local.get $b) (local.get $b))))
      (local.set $determinant (f64x2.add (f64x2.add
        (f64x2.mul (local.get $a) (local.get $xx)) (f64x2.mul (local.get $b) (local.get $xy))) (f64x2.mul (local.get $c) (local.get $xz))))
      (local.set $x (f64x2.div (f64x2.add (f64x2.add (f64x2.mul (local.get $xx) (local.get $p)) (f64x2.mul (local.get $xy) (local.get $q)))
        (f64x2.mul (local.get $xz) (local.get $r))) (local.get $determinant)))
      (local.set $y (f64x2.div (f64x2.add (f64x2.add (f64x2.mul (local.get $xy) (local.get $p)) (f64x2.mul (local.get $yy) (local.get $q)))
        (f64x2.mul (local.get $yz) (local.get $r))) (local.get $determinant)))
      (local.set $z (f64x2.div (f64x2.add (f64x2.add (f64x2.mul (local.get $xz) (local.get $p)) (f64x2.mul (local.get $yz) (local.get $q)))
        (f64x2.mul (local.get $zz) (local.get $r))) (local.get $determinant)))
      (v128.store (i32.add (local.get $slopes) (local.get $i)) (local.get $x))
      (v128.store (i32.add (local.get $qs) (local.get $i)) (local.get $y))
      (v128.store (i32.add (local.get $rs) (local.get $i)) (local.get $z))
      (local.set $at (i32.add (local.get $means) (local.get $i)))
      (local.set $a (f64x2.sub (v128.load (i32.add (local.get $os) (local.get $i))) (f64x2.mul (local.get $x) (v128.load (local.get $at)))))
      (local.set $at (i32.add (local.get $at) (local.get $bytes)))
      (local.set $a (f64x2.sub (local.get $a) (f64x2.mul (local.get $y) (v128.load (local.get $at)))))
      (local.set $at (i32.add (local.get $at) (local.get $bytes)))
      (local.set $a (f64x2.sub (local.get $a) (f64x2.mul (local.get $z) (v128.load (local.get $at)))))
      (v128.store (i32.add (local.get $os) (local.get $i)) (local.get $a))
      (local.set $i (i32.add (local.get $i) (i32.const 16)))
      (br_if $next (i32.lt_s (local.get $i) (local.get $bytes)))))

  ;; offset + slopes . colours, to where the offsets are. Planes lie one after another: slopes and offsets as above, three colours.
  (func (export "predict") (param $slopes i32) (param $colours i32) (param $bytes i32)
    (local $i i32) (local $slope i32) (local $colour i32) (local $sum v128) (local $os i32)
    (local.set $os (i32.add (local.get $slopes) (i32.mul (local.get $bytes) (i32.const 3))))
    (loop $next
      (local.set $slope (i32.add (local.get $slopes) (local.get $i)))
      (local.set $colour (i32.add (local.get $colours) (local.get $i)))
      (local.set $sum (f64x2.add (v128.load (i32.add (local.get $os) (local.get $i)))
        (f64x2.mul (v128.load (local.get $slope)) (v128.load (local.get $colour)))))
      (local.set $slope (i32.add (local.get $slope) (local.get $bytes)))
      (local.set $colour (i32.add (local.get $colour) (local.get $bytes)))
      (local.set $sum (f64x2.add (local.get $sum) (f64x2.mul (v128.load (local.get $slope)) (v128.load (local.get $colour)))))
      (local.set $slope (i32.add (local.get $slope) (local.get $bytes)))
      (local.set $colour (i32.add (local.get $colour) (local.get $bytes)))
      (local.set $sum (f64x2.add (local.get $sum) (f64x2.mul (v128.load (local.get $slope)) (v128.load (local.get $colour)))))
      (v128.store (i32.add (local.get $os) (local.get $i)) (local.get $sum))
      (local.set $i (i32.add (local.get $i) (i32.const 16)))
      (br_if $next (i32.lt_s (local.get $i) (local.get $bytes))))))

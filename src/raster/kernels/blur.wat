;; The inner loops of raster/blur.ts on vectors of two doubles: the same sums in the same order as plain JavaScript computes them.
;; Lengths are in values and multiples of 8; addresses and offsets are in bytes. Build: npm run kernels.
(module
  (memory (export "memory") 1)

  ;; For each place x of a line: kernel[radius] * v[starts[radius] + x], and then for i = 0 to radius - 1
  ;; kernel[i] * (v[starts[i] + x] + v[starts[2 radius - i] + x]). Sums and kernel are doubles, starts are offsets from `values`.
  (func $weigh (param $values i32) (param $starts i32) (param $kernel i32) (param $radius i32) (param $count i32) (param $sums i32)
    (local $end i32) (local $base i32) (local $a i32) (local $b i32) (local $first i32) (local $last i32) (local $weight i32) (local $k v128)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (local.set $end (i32.add (local.get $sums) (i32.shl (local.get $count) (i32.const 3))))
    (local.set $base (local.get $values))
    (block $done
      (loop $places
        (br_if $done (i32.ge_u (local.get $sums) (local.get $end)))
        ;; the kernel's middle
        (local.set $first (local.get $starts))
        (local.set $last (i32.add (local.get $starts) (i32.shl (local.get $radius) (i32.const 3))))
        (local.set $a (i32.add (local.get $base) (i32.load (i32.add (local.get $starts) (i32.shl (local.get $radius) (i32.const 2))))))
        (local.set $k (v128.load64_splat (i32.add (local.get $kernel) (i32.shl (local.get $radius) (i32.const 3)))))
        (local.set $s0 (f64x2.mul (local.get $k) (v128.load offset=0 (local.get $a))))
        (local.set $s1 (f64x2.mul (local.get $k) (v128.load offset=16 (local.get $a))))
        (local.set $s2 (f64x2.mul (local.get $k) (v128.load offset=32 (local.get $a))))
        (local.set $s3 (f64x2.mul (local.get $k) (v128.load offset=48 (local.get $a))))
        (local.set $weight (local.get $kernel))
        (block $summed
          (loop $pairs
            (br_if $summed (i32.ge_u (local.get $first) (local.get $last)))
            (local.set $k (v128.load64_splat (local.get $weight)))
            (local.set $a (i32.add (local.get $base) (i32.load (local.get $first))))
            (local.set $b (i32.add (local.get $base) (i32.load (local.get $last))))
            (local.set $s0 (f64x2.add (local.get $s0) (f64x2.mul (local.get $k) (f64x2.add (v128.load offset=0 (local.get $a)) (v128.load offset=0 (local.get $b))))))
            (local.set $s1 (f64x2.add (local.get $s1) (f64x2.mul (local.get $k) (f64x2.add (v128.load offset=16 (local.get $a)) (v128.load offset=16 (local.get $b))))))
            (local.set $s2 (f64x2.add (local.get $s2) (f64x2.mul (local.get $k) (f64x2.add (v128.load offset=32 (local.get $a)) (v128.load offset=32 (local.get $b))))))
            (local.set $s3 (f64x2.add (local.get $s3) (f64x2.mul (local.get $k) (f64x2.add (v128.load offset=48 (local.get $a)) (v128.load offset=48 (local.get $b))))))
            (local.set $weight (i32.add (local.get $weight) (i32.const 8)))
            (local.set $first (i32.add (local.get $first) (i32.const 4)))
            (local.set $last (i32.sub (local.get $last) (i32.const 4)))
            (br $pairs)))
        (v128.store offset=0 (local.get $sums) (local.get $s0))
        (v128.store offset=16 (local.get $sums) (local.get $s1))
        (v128.store offset=32 (local.get $sums) (local.get $s2))
        (v128.store offset=48 (local.get $sums) (local.get $s3))
        (local.set $sums (i32.add (local.get $sums) (i32.const 64)))
        (local.set $base (i32.add (local.get $base) (i32.const 64)))
        (br $places))))

  ;; Floats as doubles.
  (func $widen (param $from i32) (param $count i32) (param $to i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $to) (i32.shl (local.get $count) (i32.const 3))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $to) (local.get $end)))
        (v128.store (local.get $to) (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $from))))
        (local.set $from (i32.add (local.get $from) (i32.const 8)))
        (local.set $to (i32.add (local.get $to) (i32.const 16)))
        (br $next))))

  ;; Doubles as floats.
  (func $narrow (param $from i32) (param $count i32) (param $to i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $from) (i32.shl (local.get $count) (i32.const 3))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $from) (local.get $end)))
        (v128.store64_lane 0 (local.get $to) (f32x4.demote_f64x2_zero (v128.load (local.get $from))))
        (local.set $from (i32.add (local.get $from) (i32.const 16)))
        (local.set $to (i32.add (local.get $to) (i32.const 8)))
        (br $next))))

  ;; Doubles [from, to) of a line from its places in `indices`.
  (func $border (param $line i32) (param $padded i32) (param $indices i32) (param $from i32) (param $to i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_s (local.get $from) (local.get $to)))
        (f64.store (i32.add (local.get $padded) (i32.shl (local.get $from) (i32.const 3)))
          (f64.promote_f32 (f32.load (i32.add (local.get $line)
            (i32.shl (i32.load (i32.add (local.get $indices) (i32.shl (local.get $from) (i32.const 2)))) (i32.const 2))))))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (br $next))))

  ;; A plane (height, width) of floats, blurred where it stands. `stride` is the width, rounded up to a multiple of 8.
  ;; columns: for each place of a line that is `radius` longer at either end, the column it repeats; lines: the same, as offsets in `rows`.
  ;; steps: radius * 2 + 1 offsets 0, 8, 16, ...; rows: room for (height, stride) doubles; padded and sums: for a line with both ends.
  (func (export "blur") (param $plane i32) (param $width i32) (param $height i32) (param $stride i32) (param $radius i32) (param $kernel i32)
    (param $columns i32) (param $lines i32) (param $steps i32) (param $rows i32) (param $padded i32) (param $sums i32)
    (local $y i32) (local $line i32) (local $row i32) (local $bytes i32)
    (local.set $bytes (i32.shl (local.get $width) (i32.const 2)))
    (local.set $line (local.get $plane))
    (local.set $row (local.get $rows))
    (block $done
      (loop $along
        (br_if $done (i32.ge_u (local.get $y) (local.get $height)))
        (call $widen (local.get $line) (local.get $stride) (i32.add (local.get $padded) (i32.shl (local.get $radius) (i32.const 3))))
        (call $border (local.get $line) (local.get $padded) (local.get $columns) (i32.const 0) (local.get $radius))
        (call $border (local.get $line) (local.get $padded) (local.get $columns) (i32.add (local.get $radius) (local.get $width))
          (i32.add (local.get $width) (i32.shl (local.get $radius) (i32.const 1))))
        (call $weigh (local.get $padded) (local.get $steps) (local.get $kernel) (local.get $radius) (local.get $stride) (local.get $sums))
        ;; rows are rounded to floats
        (call $narrow (local.get $sums) (local.get $stride) (local.get $padded))
        (call $widen (local.get $padded) (local.get $stride) (local.get $row))
        (local.set $line (i32.add (local.get $line) (local.get $bytes)))
        (local.set $row (i32.add (local.get $row) (i32.shl (local.get $stride) (i32.const 3))))
        (local.set $y (i32.add (local.get $y) (i32.const 1)))
        (br $along)))
    (local.set $line (local.get $plane))
    (local.set $y (i32.const 0))
    (block $done
      (loop $down
        (br_if $done (i32.ge_u (local.get $y) (local.get $height)))
        (call $weigh (local.get $rows) (i32.add (local.get $lines) (i32.shl (local.get $y) (i32.const 2))) (local.get $kernel) (local.get $radius)
          (local.get $stride) (local.get $sums))
        (call $narrow (local.get $sums) (local.get $stride) (local.get $padded))
        (memory.copy (local.get $line) (local.get $padded) (local.get $bytes))
        (local.set $line (i32.add (local.get $line) (local.get $bytes)))
        (local.set $y (i32.add (local.get $y) (i32.const 1)))
        (br $down)))))

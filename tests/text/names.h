// Names and sentences of many scripts, that the tests lay out.
#pragma once

#include <string>
#include <vector>

namespace porchlight::text {

struct Sample {
    const char* what;
    std::string text;
    bool one_direction = true;  ///< all letters run one way
};

inline std::vector<Sample> samples() {
    return {
        {"Spanish with accents and hyphen", "María-José Ñáñez Güell"},
        {"Irish with apostrophe", "Séamus Ó Súilleabháin-O'Brien"},
        {"Polish", "Wojciech Łukasz Brzęczyszczykiewicz-Żółć"},
        {"French", "Zoë Lefèvre d’Àçæœ"},
        {"Filipino", "Niño Macaraeg"},
        {"Chinese", "王小明 欧阳娜娜"},
        {"Chinese with a rare character", "㛃𠮷龘𣲘"},
        {"Chinese sentence", "请输入您的姓名（与证件一致），然后按“继续”。"},
        {"Arabic", "محمد عبد الرحمن الشريف"},
        {"Arabic with marks", "مُحَمَّد بْنُ عَلِيّ لا إله"},
        {"Arabic with Latin and digits", "الاسم: Anna O'Neill رقم 1234 (بطاقة)", false},
        {"Latin with Arabic", "Name: محمد علي, born 12", false},
        {"Persian with joiner", "می‌خواهم گل پژوهش"},
        {"Vietnamese", "Nguyễn Thị Ánh Tuyết Đặng Hữu Phước"},
        {"Vietnamese, stacked marks", "Ẩn Ổ Ữ ộ ễ ặ Ậ"},
        {"Ukrainian", "Олександра Їжакевич-Ґудзь"},
        {"Russian", "Фёдор Достоевский"},
        {"Greek", "Ελένη Παπαδοπούλου"},
        {"Hebrew", "יוסף בן־דוד"},
        {"Hindi", "श्रीमती प्रियंका क्षत्रिय"},
        {"Bengali", "শ্রীমতী রবীন্দ্রনাথ"},
        {"Tamil", "கிருஷ்ணமூர்த்தி"},
        {"Thai", "สมชาย ใจดี น้ำ"},
        {"Armenian", "Արամ Խաչատրյան"},
        {"Georgian", "ნინო ბერიძე"},
        {"Amharic", "አበበ ቢቂላ"},
        {"Khmer", "សុខា ស្រីមុំ"},
        {"Korean", "김민준 박서연"},
        {"Japanese", "山田 たろう カタカナ"},
        {"decomposed marks", "Jose\u0301 Nu\u0303n\u0303ez A\u030Ango\u0308"},
        {"decomposed marks that stack", "Nguye\u0302\u0303n a\u0323\u0302 o\u0328\u0304"},
        {"Yoruba", "Ọláṣubọ̀mí Àjàyí"},
        {"one word", "Suharto"},
        {"one letter", "X"},
        {"100 characters",
         "Wolfeschlegelsteinhausenbergerdorff Maximiliana Theodora Wilhelmina von und zu Hohenzollern-"
         "Sigmari"},
        {"spaces within", "Anna   Lena  "},
        {"digits and signs", "12 MAR 1990 (№ 7), 50 % & 3·4 – 5…"},
    };
}

}  // namespace porchlight::text
